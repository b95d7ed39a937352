package dev.rockyjava.store;

import dev.rockyjava.internal.text.DurationText;
import dev.rockyjava.internal.thread.DaemonThreads;
import dev.rockyjava.store.StateStoreException.Reason;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** A call of a store that ends in time, whatever the store does. */
final class StateStoreCall {

    private StateStoreCall() {}

    /**
     * @param call given up, with an interrupt, when the time is over; what it then returns is dropped
     * @throws StateStoreException what the call throws, or {@code UNAVAILABLE} after the time
     */
    static <T> T within(Duration timeout, String store, Supplier<T> call) {
        FutureTask<T> task = new FutureTask<>(call::get);
        // A thread for each: one that hangs must not hold up the next call.
        DaemonThreads.start("rocky-state-store", task);
        try {
            return task.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            throw new StateStoreException(
                    Reason.UNAVAILABLE,
                    store,
                    "did not answer within " + DurationText.of(timeout),
                    "Check the store and the network, or allow it more time by the option timeout_seconds.",
                    e);
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw new StateStoreException(
                    Reason.UNAVAILABLE, store, "was interrupted while it was asked", "Ask again if it is wanted.", e);
        } catch (ExecutionException e) {
            throw typed(store, Objects.requireNonNull(e.getCause()));
        }
    }

    private static StateStoreException typed(String store, Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof StateStoreException known
                ? known
                : new StateStoreException(
                        Reason.UNAVAILABLE,
                        store,
                        "failed: " + cause,
                        "Look at the cause; a store of one's own threw it.",
                        cause);
    }
}
