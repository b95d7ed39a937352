package dev.rockyjava.temporal;

import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RunRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One call of the engine, as it travels to a worker. Either {@code run} or {@code query} is present.
 *
 * @param timeout the limit for the call itself
 * @param total the limit for the call and its wait for a worker
 * @param environment the variables that may be seen in the cluster's history
 * @param code what the driver takes the project's code to be
 */
record CallDocument(
        int version,
        Optional<RunRequest> run,
        Optional<QueryRequest> query,
        Duration timeout,
        Optional<Duration> total,
        Optional<String> submission,
        Map<String, String> environment,
        CodeDigests code) {

    /** Returns the engine's command, for messages. */
    String command() {
        return String.join(" ", run.map(RunRequest::arguments).or(() -> query.map(QueryRequest::arguments)).orElse(List.of()));
    }
}
