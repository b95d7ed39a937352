package dev.rockyjava.internal.sql;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
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

    /** Never updated: a copy of it takes a fraction of the time of a look-up of the algorithm. */
    private static final MessageDigest EMPTY = sha256();

    private final MessageDigest digest = empty();
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
        return of(text, text.length);
    }

    /**
     * Returns the digest of a file, of any size, in constant memory. The kind of line ends and those at the end of the file
     * don't count.
     *
     * @param size the file's size, in bytes: for ten thousand small files, large buffers take longer than the digests
     * @param blanksCount whether blanks at the end of a line do: in data they are part of a value, or separate two
     */
    static String of(Path file, long size, boolean blanksCount) throws IOException {
        byte[] read = new byte[(int) Math.min(size + 1, LARGEST_BUFFER)];
        // Of a file system other than the default one there is no File. A channel takes twice the time of a stream.
        try (InputStream in = file.getFileSystem() == FileSystems.getDefault()
                ? new FileInputStream(file.toFile())
                : Files.newInputStream(file)) {
            int first = in.readNBytes(read, 0, read.length);
            if (first < read.length && isPlain(read, first, blanksCount)) {
                return of(read, withoutEmptyLines(read, first));
            }
            CodeDigest digest = new CodeDigest(blanksCount, read.length);
            for (int count = first; count > 0; count = in.readNBytes(read, 0, read.length)) {
                digest.add(read, count);
            }
            digest.flush();
            return HexFormat.of().formatHex(digest.digest.digest(), 0, BYTES);
        }
    }

    /** Returns the digest of the first bytes of a text as they are. */
    private static String of(byte[] text, int length) {
        MessageDigest digest = empty();
        digest.update(text, 0, length);
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }

    /** Returns whether all of a text counts, except for line ends at its end. Most texts are so. */
    private static boolean isPlain(byte[] text, int length, boolean blanksCount) {
        byte before = 0;
        for (int i = 0; i < length; i++) {
            byte next = text[i];
            if (next == '\r' || next == '\n' && !blanksCount && isBlank(before)) {
                return false;
            }
            before = next;
        }
        return blanksCount || !isBlank(before);
    }

    private static boolean isBlank(byte next) {
        return next == ' ' || next == '\t';
    }

    private static int withoutEmptyLines(byte[] text, int length) {
        int end = length;
        while (end > 0 && text[end - 1] == '\n') {
            end--;
        }
        return end;
    }

    private void add(byte[] text, int count) {
        for (int i = 0; i < count; i++) {
            byte next = text[i];
            if (next == '\n') {
                lines++;
                blank = 0;
            } else if (next == '\r' || !blanksCount && isBlank(next)) {
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

    private static MessageDigest empty() {
        try {
            return (MessageDigest) EMPTY.clone();
        } catch (CloneNotSupportedException e) {
            return sha256();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
