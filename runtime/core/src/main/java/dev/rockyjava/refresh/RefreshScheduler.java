package dev.rockyjava.refresh;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repeats a refresh in a program that runs for long. One is never begun before the one before has ended: the delay is
 * from the end of one to the start of the next. A refresh that fails leaves the snapshot as it was, and is tried again
 * with growing waits.
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
     * Starts a description of a scheduler.
     *
     * @param delay from the end of one refresh to the start of the next
     * @param refresh what to do: {@code component::refresh}
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
            // Else the refreshes would end for good, and nobody would know.
            failed(new IllegalStateException("the refresh failed with " + e, e));
        }
    }

    private void failed(RuntimeException cause) {
        if (closed) {
            return; // closing interrupts what runs, and that is no failure
        }
        int inARow = ++failures;
        Duration wait = pace.wait(inARow, random);
        LOG.warn("refresh failed ({} in a row); the snapshot is as it was, the next try is in {}: {}",
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
            LOG.warn("a refresh listener failed; the refreshes go on", e);
        }
    }

    /** Ends the refreshes. One that runs is interrupted; it leaves the old snapshot or the new one. Returns at once. */
    @Override
    public void close() {
        closed = true;
        timer.close();
    }

    /** Describes a scheduler. Not safe for use by several threads. */
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
         * Waits before the first refresh too; without this it is begun at once.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder firstDelay(Duration wait) {
            if (wait.isNegative()) {
                throw new IllegalArgumentException("the first delay is not negative: " + wait);
            }
            firstDelay = wait;
            return this;
        }

        /**
         * Makes each wait a little longer or shorter by chance, so that many programs don't ask one warehouse at one
         * moment.
         *
         * @param share of the wait, from 0 (none) to below 1; 0.1 unless set
         * @throws IllegalArgumentException for another number
         */
        public Builder jitter(double share) {
            pace = new RefreshPace(pace.delay(), share, pace.firstRetry(), pace.longest());
            return this;
        }

        /**
         * How long to wait after failures: at first, doubled after each further one, and at most. Unless set: a minute
         * (or the delay, if that is shorter), and eight delays.
         *
         * @throws IllegalArgumentException if the first is zero or negative, or longer than the longest
         */
        public Builder backOff(Duration first, Duration longest) {
            pace = new RefreshPace(pace.delay(), pace.jitter(), first, longest);
            return this;
        }

        /** Sets who hears of each refresh. */
        public Builder listener(RefreshListener listener) {
            this.listener = Objects.requireNonNull(listener);
            return this;
        }

        // For tests: neither real time nor real chance.
        Builder driven(RefreshTimer timer, RandomGenerator random) {
            this.timer = timer;
            this.random = random;
            return this;
        }

        /** Begins the refreshes, on a daemon thread of their own, until the scheduler is closed. */
        public RefreshScheduler start() {
            RefreshScheduler scheduler = new RefreshScheduler(this);
            scheduler.again(firstDelay);
            return scheduler;
        }
    }
}
