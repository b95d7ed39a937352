package dev.rockyjava.refresh;

import java.time.Duration;

/** Hears of every refresh of a {@link RefreshScheduler}, on its thread. What it throws is logged and otherwise ignored. */
@FunctionalInterface
public interface RefreshListener {

    /**
     * The snapshot was written.
     *
     * @param result what changed; perhaps nothing
     */
    void refreshed(RefreshResult result);

    /**
     * A refresh failed; the snapshot is as it was.
     *
     * @param cause why
     * @param failures how many have failed one after the other, 1 for the first
     * @param next how long until the next try
     */
    default void failed(RuntimeException cause, int failures, Duration next) {}
}
