package dev.rockyjava.cli.screen;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The stdout of this process. Unlike a PrintStream it keeps the reason why a write failed. */
final class ResultStream extends OutputStream {

    private final OutputStream stdout = new FileOutputStream(FileDescriptor.out);
    private final Charset charset = ofProcess();
    private volatile @Nullable IOException failure;

    PrintStream print() {
        return new PrintStream(new BufferedOutputStream(this), false, charset);
    }

    /** Returns the charset of what is written. */
    Charset charset() {
        return charset;
    }

    // A plain ASCII locale says nothing about the reader: asset names must reach files and other programs intact.
    private static Charset ofProcess() {
        String name = System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding", ""));
        Charset charset = name.isEmpty() || !Charset.isSupported(name) ? Charset.defaultCharset() : Charset.forName(name);
        return charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
    }

    /** Returns why something was not written; empty if nothing failed. */
    Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Returns whether a write failed because the reader is gone, as {@code head} is after its last line. */
    boolean readerIsGone() {
        IOException why = failure;
        if (why == null) {
            return false;
        }
        try {
            String stdoutIs = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
            return stdoutIs.startsWith("pipe:") || stdoutIs.startsWith("socket:");
        } catch (IOException | UnsupportedOperationException e) {
            return String.valueOf(why.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            stdout.write(bytes, offset, length);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }
}
