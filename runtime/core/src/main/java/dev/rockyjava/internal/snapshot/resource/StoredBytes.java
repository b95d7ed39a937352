package dev.rockyjava.internal.snapshot.resource;

import dev.rockyjava.asset.AssetKey;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a resource, in the layout of {@link DefinitionsWriter}. Texts and keys are made when they are first asked
 * for, and kept. Two threads may make one at a time; the later stays, and as both are immutable nobody can tell.
 *
 * <p>Any method throws {@link IndexOutOfBoundsException} or {@link IllegalArgumentException} where the bytes aren't what
 * the writer wrote.
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

    /** A number of entries of a table, so that it and the table can't be larger than the file. */
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

    /** How many specs there are. */
    int specs() {
        return specs;
    }

    /** The number of the spec whose node id is at a place of their order. */
    int byNodeId(int place) {
        return Objects.checkIndex(integer(nodeIdTable + 4 * place), specs);
    }

    /** At a spec, behind its node id and its key. */
    Cursor spec(int number) {
        Cursor cursor = record(number);
        cursor.text();
        cursor.skip(cursor.size());
        return cursor;
    }

    /** At the checks. */
    Cursor checks() {
        return new Cursor(integer(16));
    }

    /** At a place that {@link Cursor#position()} told. */
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

    /** Reads one thing after another. For one thread. */
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

        /** Eight bytes, highest first. */
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

        /** A number of things in this file, or that of one of them; it can't be larger than the file. */
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
            throw new IllegalArgumentException("a number without end");
        }
    }

    /** What a resource that can't be read is refused with. */
    public static IllegalStateException damaged(String name, RuntimeException cause) {
        return new IllegalStateException(
                "the resource " + name + " is damaged, or was written by another version of rocky-java; compile the"
                        + " project again with the version that it runs with",
                cause);
    }
}
