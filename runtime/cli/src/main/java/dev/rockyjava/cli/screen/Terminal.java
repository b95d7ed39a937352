package dev.rockyjava.cli.screen;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The output of a command: results and messages. Text from files and the engine is printed without characters that
 * could control the terminal.
 */
public final class Terminal {

    private final PrintStream out;
    private final PrintStream err;
    private final boolean interactive;
    private final @Nullable ResultStream stdout;
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    public Terminal(PrintStream out, PrintStream err, boolean interactive) {
        this(out, err, interactive, null);
    }

    private Terminal(PrintStream out, PrintStream err, boolean interactive, @Nullable ResultStream stdout) {
        this.out = out;
        this.err = err;
        this.interactive = interactive;
        this.stdout = stdout;
    }

    /** Returns the streams of this process. */
    public static Terminal ofProcess() {
        System.out.flush(); // what the application has printed comes first
        ResultStream stdout = new ResultStream();
        return new Terminal(stdout.print(), System.err, TerminalDetection.stderr(), stdout);
    }

    /** The outcome of writing the result to stdout. */
    public enum Delivery {
        COMPLETE,
        NO_READER,
        FAILED
    }

    /** Returns whether the whole result was written. Prints the reason if it wasn't, unless the reader is gone. */
    public Delivery delivery() {
        if (!out.checkError()) {
            return Delivery.COMPLETE;
        }
        if (stdout != null && stdout.readerIsGone()) {
            return Delivery.NO_READER;
        }
        String why = Optional.ofNullable(stdout).flatMap(ResultStream::failure).map(IOException::getMessage).orElse("");
        say("the result could not be written to stdout" + (why.isEmpty() ? "" : ": " + why));
        return Delivery.FAILED;
    }

    /** Returns whether stderr is a terminal, where lines may be overwritten. */
    public boolean interactive() {
        return interactive;
    }

    public PrintStream out() {
        return out;
    }

    public PrintStream err() {
        return err;
    }

    /** Prints a result. */
    public void print(String text) {
        out.print(clean(text));
        out.flush();
    }

    /** Prints a line of a result. */
    public void line(String text) {
        print(text + "\n");
    }

    /** Prints a message. */
    public void say(String text) {
        err.print(clean(text) + "\n");
        err.flush();
    }

    /** Prints a warning, but each only once. */
    public void warn(String text) {
        if (warned.add(text)) {
            forget();
            say("warning: " + text);
        }
    }

    /** Prints a message that the next output replaces; does nothing if stderr isn't a terminal. */
    void sayForNow(String text) {
        if (interactive) {
            err.print("\r\u001b[K" + clean(text));
            err.flush();
        }
    }

    /** Erases the temporary message. */
    public void forget() {
        if (interactive) {
            err.print("\r\u001b[K");
            err.flush();
        }
    }

    /** Prints a frame, which may contain control sequences. */
    void draw(String text) {
        err.print(text);
        err.flush();
    }

    /** Prints JSON. Characters that could control the terminal are escaped, so programs still receive them. */
    public void printJson(String json) {
        StringBuilder text = new StringBuilder(json.length() + 1);
        json.chars().forEach(c -> {
            if (c != '\n' && controls(c)) {
                text.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                text.append((char) c);
            }
        });
        // UTF-8 whatever the locale (RFC 8259 section 8.1).
        byte[] bytes = text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
        out.flush();
    }

    /** Returns a text without characters that could control the terminal, including line ends. */
    public static String oneLine(String text) {
        return clean(text).replace('\n', ' ').replace('\t', ' ');
    }

    private static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.chars().forEach(c -> clean.append(c != '\n' && c != '\t' && controls(c) ? ' ' : (char) c));
        return clean.toString();
    }

    // Control characters including the eight-bit ones, text direction marks, and line separators.
    private static boolean controls(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
