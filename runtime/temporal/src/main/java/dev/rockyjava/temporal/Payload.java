package dev.rockyjava.temporal;

import dev.rockyjava.store.StateStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Fits documents into what the server takes: as they are, gzipped, or in a store, with only a reference in the payload.
 *
 * @param store keeps documents that are too large even gzipped; empty for none
 */
record Payload(Optional<StateStore> store) {

    /** A document that is too large for the server, while there is no store. */
    static final class TooLargeException extends Exception {

        private static final long serialVersionUID = 1L;

        TooLargeException(int bytes, int gzipped) {
            super(bytes + " bytes, gzipped " + gzipped);
        }
    }

    private static final byte PLAIN = 'p';
    private static final byte GZIPPED = 'g';
    private static final byte STORED = 's';

    private static final int SMALL = 32 * 1024;
    /** The server's limit is 2 MB, and the payload isn't alone in its message. */
    static final int MOST_BYTES = 1536 * 1024;

    byte[] pack(byte[] document) throws TooLargeException {
        if (document.length <= SMALL) {
            return tagged(PLAIN, document);
        }
        byte[] gzipped = gzip(document);
        if (gzipped.length <= MOST_BYTES) {
            return tagged(GZIPPED, gzipped);
        }
        String version = store.orElseThrow(() -> new TooLargeException(document.length, gzipped.length))
                .write(gzipped)
                .id();
        return tagged(STORED, version.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws IllegalStateException if the document is in a store, and there is none */
    byte[] unpack(byte[] payload) {
        byte[] content = Arrays.copyOfRange(payload, 1, payload.length);
        return switch (payload[0]) {
            case PLAIN -> content;
            case GZIPPED -> gunzip(content);
            case STORED -> gunzip(store.orElseThrow(() -> new IllegalStateException(
                            "the worker put a large answer into a store, and this driver has none; give TemporalEngine the"
                                    + " same store with largeAnswers(…)"))
                    .read(new String(content, StandardCharsets.UTF_8))
                    .bytes());
            default -> throw new IllegalStateException("a payload of an unknown form: " + payload[0]);
        };
    }

    /** Returns a document that {@link Documents#plain} has made a payload. */
    static byte[] unpackPlain(byte[] payload) {
        return new Payload(Optional.empty()).unpack(payload);
    }

    private static byte[] tagged(byte tag, byte[] content) {
        byte[] payload = new byte[content.length + 1];
        payload[0] = tag;
        System.arraycopy(content, 0, payload, 1, content.length);
        return payload;
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // never, in memory
        }
        return bytes.toByteArray();
    }

    private static byte[] gunzip(byte[] content) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(content))) {
            return gzip.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("a payload is damaged", e);
        }
    }
}
