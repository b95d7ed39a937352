package dev.rockyjava.refresh;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repeats a refresh in a long-running program. Refreshes never overlap: the delay counts from the end of one to the
 * start of the next. A refresh that fails leaves the snapshot unchanged and is retried with increasing waits.
 *
 * <pre>{@code
 * try (RefreshScheduler refreshes = RefreshScheduler.every(Duration.ofMinutes(15), component::refresh)
 *         .listener(result -> LOG.info("{}", result.diff()))
 *         .start()) {
 *     serve();
 * }
 * }</pre>
 */
public final class RefreshScheduler implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RefreshScheduler.class);

    private final Supplier<RefreshResult> refresh;
    private final RefreshPace pace;
    private final RefreshListener listener;
    private final RandomGenerator random;
    private final RefreshTimer timer;
    private int failures;
    private volatile boolean closed;

    private RefreshScheduler(Builder builder) {
        refresh = builder.refresh;
        pace = builder.pace;
        listener = builder.listener;
        random = builder.random;
        timer = builder.timer;
    }

    /**
     * Returns a builder of a scheduler.
     *
     * @param delay from the end of one refresh to the start of the next
     * @param refresh the refresh: {@code component::refresh}
     * @throws IllegalArgumentException if the delay is zero or negative
     */
    public static Builder every(Duration delay, Supplier<RefreshResult> refresh) {
        return new Builder(delay, refresh);
    }

    private void refreshOnce() {
        try {
            RefreshResult result = refresh.get();
            failures = 0;
            tell(() -> listener.refreshed(result));
            again(pace.wait(0, random));
        } catch (RuntimeException e) {
            failed(e);
        } catch (Error e) {
            // Otherwise the refreshes would end silently.
            failed(new IllegalStateException("the refresh failed with " + e, e));
        }
    }

    private void failed(RuntimeException cause) {
        if (closed) {
            return; // closing interrupts a running refresh, which is no failure
        }
        int inARow = ++failures;
        Duration wait = pace.wait(inARow, random);
        LOG.warn("refresh failed ({} in a row); the snapshot is unchanged, the next attempt is in {}: {}",
                inARow, wait, cause.getMessage());
        LOG.debug("refresh failed", cause);
        tell(() -> listener.failed(cause, inARow, wait));
        again(wait);
    }

    private void again(Duration wait) {
        if (!closed) {
            timer.after(wait, this::refreshOnce);
        }
    }

    private static void tell(Runnable news) {
        try {
            news.run();
        } catch (RuntimeException e) {
            LOG.warn("a refresh listener failed; refreshes continue", e);
        }
    }

    /**
     * Stops the refreshes. A running one is interrupted and leaves either the old snapshot or the new one. Returns
     * immediately.
     */
    @Override
    public void close() {
        closed = true;
        timer.close();
    }

    /** Builds a scheduler. Not thread-safe. */
    public static final class Builder {

        private final Supplier<RefreshResult> refresh;
        private RefreshPace pace;
        private Duration firstDelay = Duration.ZERO;
        private RefreshListener listener = result -> {};
        private RandomGenerator random = RandomGenerator.getDefault();
        private RefreshTimer timer = RefreshTimer.daemon();

        private Builder(Duration delay, Supplier<RefreshResult> refresh) {
            this.refresh = Objects.requireNonNull(refresh);
            this.pace = RefreshPace.every(delay);
        }

        /**
         * Sets the wait before the first refresh; by default it starts immediately.
         *
         * @throws IllegalArgumentException if the wait is negative
         */
        public Builder firstDelay(Duration wait) {
            if (wait.isNegative()) {
                throw new IllegalArgumentException("the first delay must not be negative: " + wait);
            }
            firstDelay = wait;
            return this;
        }

        /**
         * Sets how much each wait varies at random, so that many programs don't query one warehouse at the same
         * moment.
         *
         * @param share the fraction of the wait, from 0 (none) to below 1; 0.1 by default
         * @throws IllegalArgumentException if the share is outside this range
         */
        public Builder jitter(double share) {
            pace = new RefreshPace(pace.delay(), share, pace.firstRetry(), pace.longest());
            return this;
        }

        /**
         * Sets the waits after failures: the first one, which doubles after each further failure, and the upper
         * bound. Defaults: a minute (or the delay, if shorter), and eight delays.
         *
         * @throws IllegalArgumentException if the first is zero or negative, or longer than the longest
         */
        public Builder backOff(Duration first, Duration longest) {
            pace = new RefreshPace(pace.delay(), pace.jitter(), first, longest);
            return this;
        }

        /** Sets the listener that is notified of each refresh; replaces any previous one. */
        public Builder listener(RefreshListener listener) {
            this.listener = Objects.requireNonNull(listener);
            return this;
        }

        // For tests: neither real time nor real randomness.
        Builder driven(RefreshTimer timer, RandomGenerator random) {
            this.timer = timer;
            this.random = random;
            return this;
        }

        /** Starts the refreshes on a dedicated daemon thread; they repeat until the scheduler is closed. */
        public RefreshScheduler start() {
            RefreshScheduler scheduler = new RefreshScheduler(this);
            scheduler.again(firstDelay);
            return scheduler;
        }
    }
}
