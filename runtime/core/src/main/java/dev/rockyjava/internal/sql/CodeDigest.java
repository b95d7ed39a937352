package dev.rockyjava.internal.sql;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * Digests of texts that are the same after a change of what doesn't count. They find edits and don't resist deliberate
 * collisions: two checksums of 32 bits each, since a new JVM, such as a compiler's, takes seven times as long for the SHA-256
 * of ten thousand files. One is used for many texts. Not thread-safe.
 */
final class CodeDigest {

    private static final int BUFFER = 1 << 16;

    private final CRC32 high = new CRC32();
    private final CRC32C low = new CRC32C();
    private final byte[] read = new byte[BUFFER];
    private final byte[] counted = new byte[BUFFER];
    private int length;
    /** The line ends and then the blanks that count only if something follows them. */
    private long lines;
    private byte[] blanks = new byte[16];
    private int blank;

    /** Returns the digest of a text as it is. */
    static String of(byte[] text) {
        CodeDigest digest = new CodeDigest();
        digest.update(text, text.length);
        return digest.text();
    }

    /**
     * Returns the digest of a text, of any size, in constant memory. The kind of line ends and those at the end of the text
     * don't count.
     *
     * @param blanksCount whether blanks at the end of a line do: in data they are part of a value, or separate two
     */
    String of(InputStream text, boolean blanksCount) throws IOException {
        return of(text, text.readNBytes(read, 0, BUFFER), Long.MAX_VALUE, blanksCount);
    }

    /**
     * Returns whether the digest of a text isn't this one; false also if the text is too large. Most texts have nothing that
     * doesn't count, except at the end, and then their bytes aren't looked at one by one.
     *
     * @param largest the largest text that is compared, in bytes
     */
    boolean differs(String expected, InputStream text, long largest, boolean blanksCount) throws IOException {
        int first = text.readNBytes(read, 0, BUFFER);
        begin();
        if (first < BUFFER) {
            update(read, withoutEmptyLines(first));
            if (text().equals(expected)) {
                return false;
            }
        }
        String whole = of(text, first, largest, blanksCount);
        return !whole.isEmpty() && !whole.equals(expected);
    }

    private int withoutEmptyLines(int end) {
        int last = end;
        while (last > 0 && read[last - 1] == '\n') {
            last--;
        }
        return last;
    }

    /** Returns the digest of a text whose first bytes are in the buffer; empty if it is too large. */
    private String of(InputStream text, int first, long largest, boolean blanksCount) throws IOException {
        begin();
        long size = 0;
        for (int count = first; count > 0; count = text.readNBytes(read, 0, BUFFER)) {
            size += count;
            if (size > largest) {
                return "";
            }
            add(count, blanksCount);
        }
        flush();
        return text();
    }

    private void begin() {
        high.reset();
        low.reset();
        length = 0;
        lines = 0;
        blank = 0;
    }

    private void add(int count, boolean blanksCount) {
        for (int i = 0; i < count; i++) {
            byte next = read[i];
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
        update(counted, length);
        length = 0;
    }

    private void update(byte[] text, int count) {
        high.update(text, 0, count);
        low.update(text, 0, count);
    }

    private String text() {
        return HexFormat.of().toHexDigits(high.getValue() << 32 | low.getValue());
    }
}
