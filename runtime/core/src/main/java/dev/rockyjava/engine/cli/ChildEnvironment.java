package dev.rockyjava.engine.cli;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The environment that the engine gets (ENGINE.md §1.5). */
final class ChildEnvironment {

    /**
     * Never inherited, as each would change what a run does or where it reports, without a word:
     *
     * <ul>
     *   <li>the key skips every later run with exit status 0;
     *   <li>the Pipes variables belong to the process that Dagster started, this JVM. They make the engine write events
     *       into that process's stream, and stamp runs as Dagster's.
     * </ul>
     *
     * The others stay: {@code ROCKY_PRINCIPAL} can only take rights away, so dropping it would give some back;
     * {@code ROCKY_RUN_TRIGGER}, {@code ROCKY_SUBMISSION_ID} and {@code ROCKY_SESSION_SOURCE} are labels that somebody
     * set for the whole job; {@code RUST_LOG}, the trace and the OpenTelemetry variables change logs only; any other may
     * be named as {@code ${VAR}} in the project.
     */
    private static final List<String> NOT_INHERITED =
            List.of("ROCKY_IDEMPOTENCY_KEY", "DAGSTER_PIPES_CONTEXT", "DAGSTER_PIPES_MESSAGES");

    private ChildEnvironment() {}

    /**
     * Makes the environment. It has {@code TZ=UTC} unless {@code extra} sets it: an inherited {@code TZ} is the zone of
     * the machine, and in another one a day over a {@code TIMESTAMPTZ} has other rows.
     *
     * @param inherited this process's environment
     * @param extra added last, so that it can also set what is not inherited
     */
    static Map<String, String> of(Map<String, String> inherited, Map<String, String> extra) {
        Map<String, String> environment = new TreeMap<>(inherited);
        environment.keySet().removeAll(NOT_INHERITED);
        environment.putIfAbsent("ROCKY_SUPPRESS_DEPRECATION", "1");
        environment.put("TZ", "UTC");
        // With RUST_BACKTRACE=1, which developers like to set, every refusal ends in stack frames that push all else out
        // of the last log lines.
        environment.putIfAbsent("RUST_LIB_BACKTRACE", "0");
        // ROCKY_SESSION_SOURCE is not set: none of the four values that the engine knows means a library, and it says
        // "cli" by itself.
        environment.putAll(extra);
        return Map.copyOf(environment);
    }
}
