package dev.rockyjava.store;

import java.time.Instant;

/**
 * One version of a snapshot in a {@link StateStore}.
 *
 * @param id {@code 20260407T093015.123456789Z-} followed by the beginning of the content's SHA-256; sorts by time
 * @param writtenAt when it was written
 * @param size in bytes
 */
public record StoredVersion(String id, Instant writtenAt, long size) {}
