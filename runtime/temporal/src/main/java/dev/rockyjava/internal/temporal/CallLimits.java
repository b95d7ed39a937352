package dev.rockyjava.internal.temporal;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/**
 * What a workflow has to know of its call, in a form that needs no parser.
 *
 * @param total the limit for the call and its wait for a worker
 * @param lostAfter how long a worker may give no sign of life
 * @param mayRepeat whether the call may be repeated if its worker is lost
 */
public record CallLimits(Optional<Duration> total, Duration lostAfter, boolean mayRepeat) {

    private static final int BYTES = 2 * Long.BYTES + 1;

    public byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .putLong(total.map(Duration::toMillis).orElse(0L))
                .putLong(lostAfter.toMillis())
                .put((byte) (mayRepeat ? 1 : 0))
                .array();
    }

    public static CallLimits read(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long total = buffer.getLong();
        return new CallLimits(
                total == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(total)),
                Duration.ofMillis(buffer.getLong()),
                buffer.get() == 1);
    }
}
