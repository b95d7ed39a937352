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

/** Calls a store with a time limit, whatever the store does. */
final class StateStoreCall {

    private StateStoreCall() {}

    /**
     * Returns the result of a call.
     *
     * @param call interrupted and abandoned when the time is over; its result is then discarded
     * @throws StateStoreException if the call throws one, or with {@code UNAVAILABLE} when the time is over
     */
    static <T> T within(Duration timeout, String store, Supplier<T> call) {
        FutureTask<T> task = new FutureTask<>(call::get);
        // One thread per call: a call that hangs must not delay the next one.
        DaemonThreads.start("rocky-state-store", task);
        try {
            return task.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            throw new StateStoreException(
                    Reason.UNAVAILABLE,
                    store,
                    "did not answer within " + DurationText.of(timeout),
                    "Check the store and the network, or raise the option timeout_seconds.",
                    e);
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw new StateStoreException(
                    Reason.UNAVAILABLE, store, "was interrupted during a call", "Call it again if needed.", e);
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
                        "Look at the cause, which was thrown by a custom store.",
                        cause);
    }
}
