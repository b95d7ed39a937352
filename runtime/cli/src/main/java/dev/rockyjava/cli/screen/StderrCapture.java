package dev.rockyjava.cli.screen;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.function.Consumer;

/** Captures stderr output from loggers and libraries while a live view is active. The view prints it line by line. */
final class StderrCapture extends OutputStream {

    private final Consumer<String> lines;
    private final Charset charset = Charset.defaultCharset();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    private StderrCapture(Consumer<String> lines) {
        this.lines = lines;
    }

    /**
     * Replaces stderr.
     *
     * @param stderr the stream to restore
     * @param lines receives each line
     * @return restores stderr
     */
    static Runnable from(PrintStream stderr, Consumer<String> lines) {
        StderrCapture stray = new StderrCapture(lines);
        PrintStream instead = new PrintStream(stray, true, stray.charset);
        System.setErr(instead);
        return () -> {
            System.setErr(stderr);
            instead.flush();
            stray.end();
        };
    }

    @Override
    public synchronized void write(int b) {
        if (b == '\n') {
            lines.accept(line.toString(charset));
            line.reset();
        } else {
            line.write(b);
        }
    }

    private synchronized void end() {
        if (line.size() > 0) {
            write('\n');
        }
    }
}
