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

/** Whether somebody watches what is said: then lines may be written over. */
final class TerminalDetection {

    private TerminalDetection() {}

    /** Whether somebody watches the stderr of this process. */
    static boolean stderr() {
        return stderr(System.getenv(), link(Path.of("/proc/self/fd/2")), () -> isTerminal(System.console()));
    }

    /**
     * The same by what is known.
     *
     * @param file what stderr is; empty where the system doesn't tell
     * @param console whether Java takes this process's stdin and stdout for a terminal, for those systems
     */
    static boolean stderr(Map<String, String> environment, Optional<String> file, BooleanSupplier console) {
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

    // From JDK 22 on there is a console without a terminal, too, and a method that says which it is.
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
