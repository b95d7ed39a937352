package dev.rockyjava.spring;

import dev.rockyjava.run.RunResult;

/** How a run ended, in the words of metrics, health and the endpoint. */
final class RunWords {

    private RunWords() {}

    static String outcome(int exitStatus) {
        return switch (exitStatus) {
            case RunResult.EXIT_SUCCESS -> "succeeded";
            case RunResult.EXIT_PARTIAL -> "partial";
            case RunResult.EXIT_INTERRUPTED -> "interrupted";
            default -> "failed";
        };
    }
}
