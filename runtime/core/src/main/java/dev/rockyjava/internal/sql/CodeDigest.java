package dev.rockyjava.internal.sql;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** A digest of a text that is the same after a change of what doesn't count. For a single text. */
final class CodeDigest {

    /** Sixteen digits: 64 bits find an edit, and a snapshot of ten thousand models stays small. */
    private static final int BYTES = 8;

    private static final int LARGEST_BUFFER = 1 << 16;

    private final MessageDigest digest = sha256();
    private final boolean blanksCount;
    private final byte[] counted;
    private int length;
    /** The line ends and then the blanks that count only if something follows them. */
    private long lines;
    private byte[] blanks = new byte[16];
    private int blank;

    private CodeDigest(boolean blanksCount, int buffer) {
        this.blanksCount = blanksCount;
        this.counted = new byte[buffer];
    }

    /** Returns the digest of a text as it is. */
    static String of(byte[] text) {
        return HexFormat.of().formatHex(sha256().digest(text), 0, BYTES);
    }

    /**
     * Returns the digest of a file, of any size, in constant memory. The kind of line ends and those at the end of the file
     * don't count.
     *
     * @param size the file's size, in bytes: for ten thousand small files, large buffers take longer than the digests
     * @param blanksCount whether blanks at the end of a line do: in data they are part of a value, or separate two
     */
    static String of(Path file, long size, boolean blanksCount) throws IOException {
        int buffer = (int) Math.min(size + 1, LARGEST_BUFFER);
        CodeDigest digest = new CodeDigest(blanksCount, buffer);
        byte[] read = new byte[buffer];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(read); count >= 0; count = in.read(read)) {
                digest.add(read, count);
            }
        }
        digest.flush();
        return HexFormat.of().formatHex(digest.digest.digest(), 0, BYTES);
    }

    private void add(byte[] text, int count) {
        for (int i = 0; i < count; i++) {
            byte next = text[i];
            if (next == '\n') {
                lines++;
                blank = 0;
            } else if (next == '\r' || !blanksCount && (next == ' ' || next == '\t')) {
                if (blank == blanks.length) {
                    blanks = Arrays.copyOf(blanks, 2 * blank);
                }
                blanks[blank++] = next;
            } else {
                if (lines > 0 || blank > 0) {
                    addPending();
                }
                put(next);
            }
        }
    }

    private void addPending() {
        for (; lines > 0; lines--) {
            put((byte) '\n');
        }
        for (int i = 0; i < blank; i++) {
            put(blanks[i]);
        }
        blank = 0;
    }

    private void put(byte next) {
        if (length == counted.length) {
            flush();
        }
        counted[length++] = next;
    }

    private void flush() {
        digest.update(counted, 0, length);
        length = 0;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
