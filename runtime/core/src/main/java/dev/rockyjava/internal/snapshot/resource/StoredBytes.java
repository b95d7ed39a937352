package dev.rockyjava.internal.snapshot.resource;

import dev.rockyjava.asset.AssetKey;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a resource, in the layout of {@link DefinitionsWriter}. Texts and keys are created lazily and cached.
 * Two threads may create the same one concurrently; the later is kept, which is unobservable since both are
 * immutable.
 *
 * <p>Any method throws {@link IndexOutOfBoundsException} or {@link IllegalArgumentException} if the bytes aren't in
 * that layout.
 */
public final class StoredBytes {

    private final byte[] bytes;
    private final int specs;
    private final int textTable;
    private final int specTable;
    private final int nodeIdTable;
    private final @Nullable String[] texts;
    private final @Nullable AssetKey[] keys;

    public StoredBytes(byte[] bytes) {
        this.bytes = bytes;
        if (integer(0) != DefinitionsWriter.MAGIC) {
            throw new IllegalArgumentException("another layout");
        }
        CRC32 sum = new CRC32();
        sum.update(bytes, DefinitionsWriter.CHECKED_FROM, bytes.length - DefinitionsWriter.CHECKED_FROM);
        if (integer(4) != (int) sum.getValue()) {
            throw new IllegalArgumentException("another checksum");
        }
        specs = count(8);
        int textCount = count(12);
        textTable = DefinitionsWriter.HEADER;
        specTable = textTable + 4 * (textCount + 1);
        nodeIdTable = specTable + 4 * specs;
        texts = new String[textCount];
        keys = new AssetKey[specs];
    }

    /** Reads the number of entries of a table; neither the number nor the table can exceed the size of the file. */
    private int count(int at) {
        int count = integer(at);
        if (count < 0 || count > bytes.length / 4) {
            throw new IllegalArgumentException("a count of " + count);
        }
        return count;
    }

    private int integer(int at) {
        return bytes[at] << 24 | (bytes[at + 1] & 0xff) << 16 | (bytes[at + 2] & 0xff) << 8 | bytes[at + 3] & 0xff;
    }

    /** Returns the number of specs. */
    int specs() {
        return specs;
    }

    /** Returns the number of the spec at a position in the order of node ids. */
    int byNodeId(int place) {
        return Objects.checkIndex(integer(nodeIdTable + 4 * place), specs);
    }

    /** Returns a cursor in a spec, after its node id and its key. */
    Cursor spec(int number) {
        Cursor cursor = record(number);
        cursor.text();
        cursor.skip(cursor.size());
        return cursor;
    }

    /** Returns a cursor at the checks. */
    Cursor checks() {
        return new Cursor(integer(16));
    }

    /** Returns a cursor at a position obtained from {@link Cursor#position()}. */
    Cursor at(int position) {
        return new Cursor(position);
    }

    private Cursor record(int spec) {
        return new Cursor(integer(specTable + 4 * spec));
    }

    String nodeId(int spec) {
        return record(spec).text();
    }

    AssetKey key(int spec) {
        AssetKey key = keys[spec];
        if (key == null) {
            Cursor cursor = record(spec);
            cursor.text();
            key = AssetKey.of(cursor.texts());
            keys[spec] = key;
        }
        return key;
    }

    private String text(int number) {
        String text = texts[number];
        if (text == null) {
            int at = integer(textTable + 4 * number);
            int end = integer(textTable + 4 * number + 4);
            text = new String(bytes, at, end - at, StandardCharsets.UTF_8);
            texts[number] = text;
        }
        return text;
    }

    /** Reads sequentially. Not thread-safe. */
    final class Cursor {

        private int position;

        private Cursor(int position) {
            this.position = position;
        }

        int position() {
            return position;
        }

        boolean present() {
            return size() != 0;
        }

        AssetKey key() {
            return StoredBytes.this.key(size());
        }

        String text() {
            return StoredBytes.this.text(size());
        }

        String[] texts() {
            String[] all = new String[size()];
            for (int i = 0; i < all.length; i++) {
                all[i] = text();
            }
            return all;
        }

        /** Reads eight bytes, highest first. */
        long digest() {
            long value = 0;
            for (int i = 0; i < Long.BYTES; i++) {
                value = value << 8 | bytes[position++] & 0xff;
            }
            return value;
        }

        @Nullable String textOrNull() {
            return present() ? text() : null;
        }

        void skip(int numbers) {
            for (int i = numbers; i > 0; i--) {
                size();
            }
        }

        /**
         * Reads the number of items in the file, or the number of one of them; it can't exceed the size of the file.
         */
        int size() {
            byte first = bytes[position];
            if (first >= 0) {
                position++;
                return first;
            }
            long value = number();
            if (value < 0 || value > bytes.length) {
                throw new IllegalArgumentException("a count of " + value);
            }
            return (int) value;
        }

        long number() {
            long value = 0;
            for (int shift = 0; shift < 64; shift += 7) {
                byte next = bytes[position++];
                value |= (long) (next & 0x7f) << shift;
                if (next >= 0) {
                    return value;
                }
            }
            throw new IllegalArgumentException("an unterminated number");
        }
    }

    /** Returns the exception for a resource that can't be read. */
    public static IllegalStateException damaged(String name, RuntimeException cause) {
        return new IllegalStateException(
                "the resource " + name + " is damaged, or was written by another version of rocky-java; compile the"
                        + " project again with the version that it runs with",
                cause);
    }
}
