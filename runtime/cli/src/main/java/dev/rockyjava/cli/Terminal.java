package dev.rockyjava.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Where results and talk go. What files and engines say can't control the terminal: it is shown without such characters. */
final class Terminal {

    private final PrintStream out;
    private final PrintStream err;
    private final boolean interactive;

    Terminal(PrintStream out, PrintStream err, boolean interactive) {
        this.out = out;
        this.err = err;
        this.interactive = interactive;
    }

    /** This process's own streams. */
    static Terminal ofProcess() {
        return new Terminal(System.out, System.err, isTerminal(System.getenv()));
    }

    // Talk goes to stderr, so that is what must be a terminal. System.console() would speak of stdin and stdout.
    private static boolean isTerminal(Map<String, String> environment) {
        if (environment.containsKey("CI") || environment.getOrDefault("TERM", "dumb").equals("dumb")) {
            return false;
        }
        try {
            String stderr = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return stderr.startsWith("/dev/pts/") || stderr.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return System.console() != null;
        }
    }

    /** Whether somebody watches: lines may be written over. */
    boolean interactive() {
        return interactive;
    }

    PrintStream out() {
        return out;
    }

    PrintStream err() {
        return err;
    }

    /** Prints a result. */
    void print(String text) {
        out.print(clean(text));
        out.flush();
    }

    /** Prints a line of a result. */
    void line(String text) {
        print(text + "\n");
    }

    /** Says something that is no result. */
    void say(String text) {
        err.print(clean(text) + "\n");
        err.flush();
    }

    /** Says something that the next words may replace, on a terminal that can do so; else nothing. */
    void sayForNow(String text) {
        if (interactive) {
            err.print("\r\u001b[K" + clean(text));
            err.flush();
        }
    }

    /** Takes back what was said for now. */
    void forget() {
        if (interactive) {
            err.print("\r\u001b[K");
            err.flush();
        }
    }

    private static String clean(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\n\t]]", " ");
    }
}
