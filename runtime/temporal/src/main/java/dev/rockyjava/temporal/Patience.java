package dev.rockyjava.temporal;

import dev.rockyjava.engine.EngineFailure;
import dev.rockyjava.engine.EngineInterruptedException;
import dev.rockyjava.engine.EngineTimeoutException;
import dev.rockyjava.internal.text.DurationText;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Makes requests to the server, and waits while that is away. */
record Patience(ServerWatch watch) {

    private static final long PAUSE_MILLIS = 1000;

    /**
     * Makes a request until the server answers.
     *
     * @param name of what it is about, for messages
     */
    <T> T request(String name, Supplier<T> request) {
        watch.enter();
        try {
            while (true) {
                try {
                    return request.get();
                } catch (RuntimeException e) {
                    afterAway(e, name);
                }
            }
        } finally {
            watch.leave();
        }
    }

    /** Waits a moment if the server is away. Throws if it is for too long, or if the failure is another, such as a refusal. */
    void afterAway(RuntimeException thrown, String name) {
        if (Thread.interrupted()) {
            throw interrupted(name, thrown);
        }
        if (watch.givenUp().isDone()) {
            throw new EngineTimeoutException(
                    "the Temporal server at " + watch.address() + " hasn't answered for " + DurationText.of(watch.limit())
                            + "; what has become of " + name + " is unknown",
                    "start it and resume the run", true);
        }
        Server.refusal(thrown).ifPresent(said -> {
            String hint = "check its API key or certificate, and resume the run";
            throw new EngineFailure(
                            EngineFailure.Kind.OUTPUT,
                            "the Temporal server at " + watch.address() + " refuses this client: " + said + "; what has become of " + name
                                    + " is unknown; " + hint,
                            Optional.of(hint), true, OptionalInt.empty(), List.of())
                    .exception();
        });
        if (!Server.isAway(thrown)) {
            throw thrown;
        }
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            throw interrupted(name, e);
        }
    }

    static EngineInterruptedException interrupted(String name, Throwable cause) {
        Thread.currentThread().interrupt();
        return new EngineInterruptedException("interrupted while a worker executed " + name + ", which is cancelled", cause);
    }
}
