package dev.rockyjava.engine.cli;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The environment passed to the engine (ENGINE.md §1.5). */
final class ChildEnvironment {

    /**
     * Variables that are never inherited, because each would silently change what a run does or where it reports:
     *
     * <ul>
     *   <li>the key makes every later run be skipped with exit code 0;
     *   <li>the Pipes variables belong to the process that Dagster started, this JVM. They make the engine write
     *     events into that process's stream, and label runs as Dagster's.
     * </ul>
     *
     * The others are inherited: {@code ROCKY_PRINCIPAL} can only take rights away, so dropping it would restore some;
     * {@code ROCKY_RUN_TRIGGER}, {@code ROCKY_SUBMISSION_ID} and {@code ROCKY_SESSION_SOURCE} are labels set for the
     * whole job; {@code RUST_LOG}, the trace and the OpenTelemetry variables only affect logs; any other may be
     * referenced as {@code ${VAR}} in the project.
     */
    private static final List<String> NOT_INHERITED =
            List.of("ROCKY_IDEMPOTENCY_KEY", "DAGSTER_PIPES_CONTEXT", "DAGSTER_PIPES_MESSAGES");

    private ChildEnvironment() {}

    /**
     * Builds the environment. It contains {@code TZ=UTC} unless {@code extra} sets it: an inherited {@code TZ} is the
     * machine's time zone, and in another zone a day of a {@code TIMESTAMPTZ} column covers different rows.
     *
     * @param inherited this process's environment
     * @param extra added last, so that it can also set variables that are not inherited
     */
    static Map<String, String> of(Map<String, String> inherited, Map<String, String> extra) {
        Map<String, String> environment = new TreeMap<>(inherited);
        environment.keySet().removeAll(NOT_INHERITED);
        environment.putIfAbsent("ROCKY_SUPPRESS_DEPRECATION", "1");
        environment.put("TZ", "UTC");
        // With RUST_BACKTRACE=1, which is common on developers' machines, every refusal ends in stack frames that
        // push everything else out of the last log lines.
        environment.putIfAbsent("RUST_LIB_BACKTRACE", "0");
        // ROCKY_SESSION_SOURCE is not set: none of the four values that the engine knows means a library, and its own
        // default is "cli".
        environment.putAll(extra);
        return Map.copyOf(environment);
    }
}
