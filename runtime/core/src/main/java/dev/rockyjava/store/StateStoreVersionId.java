package dev.rockyjava.store;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The id of a version: its time and the beginning of its content's hash. The text order of ids is their order in
 * time.
 */
record StateStoreVersionId(Instant time, String hash) {

    private static final int HASH_LENGTH = 16;
    private static final Pattern FORM = Pattern.compile("\\d{8}T\\d{6}\\.\\d{9}Z-[0-9a-f]{" + HASH_LENGTH + "}");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSSSSSSSS'Z'").withZone(ZoneOffset.UTC);

    static StateStoreVersionId of(Instant time, byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return new StateStoreVersionId(time, HexFormat.of().formatHex(hash).substring(0, HASH_LENGTH));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Parses an id; returns empty for any other text. */
    static Optional<StateStoreVersionId> parse(String text) {
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        int dash = text.indexOf('-');
        try {
            Instant time = TIME.parse(text.substring(0, dash), Instant::from);
            return Optional.of(new StateStoreVersionId(time, text.substring(dash + 1)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    boolean isOf(byte[] content) {
        return equals(of(time, content));
    }

    StoredVersion version(long size) {
        return new StoredVersion(toString(), time, size);
    }

    @Override
    public String toString() {
        return TIME.format(time) + "-" + hash;
    }
}
