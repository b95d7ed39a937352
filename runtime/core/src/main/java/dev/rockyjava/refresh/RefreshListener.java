package dev.rockyjava.refresh;

import java.time.Duration;

/**
 * Is notified of every refresh of a {@link RefreshScheduler}, on its thread. Exceptions it throws are logged and
 * otherwise ignored.
 */
@FunctionalInterface
public interface RefreshListener {

    /**
     * Called after a refresh succeeded.
     *
     * @param result what changed, which may be nothing
     */
    void refreshed(RefreshResult result);

    /**
     * Called after a refresh failed; the snapshot is unchanged.
     *
     * @param cause the reason
     * @param failures the number of consecutive failures, 1 for the first
     * @param next the time until the next attempt
     */
    default void failed(RuntimeException cause, int failures, Duration next) {}
}
