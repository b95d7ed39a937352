package dev.rockyjava.engine.cli;

import java.util.Map;
import java.util.Optional;

/** Determines which signal ended a process. */
final class Signals {

    // For the signals that occur with an engine, the numbers are the same on Linux and macOS.
    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(1, "SIGHUP"),
            Map.entry(2, "SIGINT"),
            Map.entry(3, "SIGQUIT"),
            Map.entry(4, "SIGILL"),
            Map.entry(6, "SIGABRT"),
            Map.entry(8, "SIGFPE"),
            Map.entry(9, "SIGKILL"),
            Map.entry(11, "SIGSEGV"),
            Map.entry(13, "SIGPIPE"),
            Map.entry(14, "SIGALRM"),
            Map.entry(15, "SIGTERM"));

    private Signals() {}

    /**
     * Returns the signal behind an exit code, such as {@code "signal 9 (SIGKILL)"}; empty if the process chose the
     * code itself.
     */
    static Optional<String> of(int exitCode) {
        int number = exitCode - 128;
        if (number < 1 || number > 64) {
            return Optional.empty();
        }
        String name = NAMES.get(number);
        return Optional.of("signal " + number + (name == null ? "" : " (" + name + ")"));
    }
}
