package dev.rockyjava.cli.screen;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Detects whether a stream is a terminal that understands control sequences. */
final class TerminalDetection {

    private TerminalDetection() {}

    static boolean stdout() {
        return isTerminal("/proc/self/fd/1");
    }

    static boolean stderr() {
        return isTerminal("/proc/self/fd/2");
    }

    private static boolean isTerminal(String stream) {
        return isTerminal(System.getenv(), link(Path.of(stream)), () -> isTerminal(System.console()));
    }

    /**
     * Returns whether a stream is a terminal, given the facts.
     *
     * @param environment the environment variables
     * @param file the file behind the stream; empty if the system doesn't expose it
     * @param console whether Java considers stdin and stdout a terminal; used if the file isn't known
     */
    static boolean isTerminal(Map<String, String> environment, Optional<String> file, BooleanSupplier console) {
        boolean ci = !List.of("", "false", "0").contains(environment.getOrDefault("CI", ""));
        if (ci || environment.getOrDefault("TERM", "dumb").equals("dumb")) {
            return false;
        }
        return file.map(name -> name.startsWith("/dev/pts/") || name.startsWith("/dev/tty"))
                .orElseGet(console::getAsBoolean);
    }

    private static Optional<String> link(Path path) {
        try {
            return Optional.of(Files.readSymbolicLink(path).toString());
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    // From JDK 22 on there is a console even without a terminal, and a method that distinguishes the two.
    private static boolean isTerminal(@Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
