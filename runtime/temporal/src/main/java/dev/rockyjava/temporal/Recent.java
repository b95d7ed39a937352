package dev.rockyjava.temporal;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keeps a value for 10 seconds that takes time to get. Safe for use by several threads. */
final class Recent<T> implements Supplier<T> {

    private static final long NANOS = Duration.ofSeconds(10).toNanos();

    private final Supplier<T> source;
    private @Nullable T value;
    private long got;

    Recent(Supplier<T> source) {
        this.source = source;
    }

    @Override
    public synchronized T get() {
        T known = value;
        if (known == null || System.nanoTime() - got > NANOS) {
            known = source.get();
            value = known;
            got = System.nanoTime();
        }
        return known;
    }
}
