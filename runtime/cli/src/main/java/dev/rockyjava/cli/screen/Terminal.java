package dev.rockyjava.cli.screen;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Where results and talk go. What files and engines say can't control the terminal: it is shown without such characters. */
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

    /** This process's own streams. */
    public static Terminal ofProcess() {
        System.out.flush(); // what the application has printed comes first
        ResultStream stdout = new ResultStream();
        return new Terminal(stdout.print(), System.err, TerminalDetection.stderr(), stdout);
    }

    /** What became of the result on stdout. */
    public enum Delivery {
        COMPLETE,
        NO_READER,
        FAILED
    }

    /** Tells whether the whole result was written, and says why not if the reader isn't just gone. */
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

    /** Whether somebody watches: lines may be written over. */
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

    /** Says something that is no result. */
    public void say(String text) {
        err.print(clean(text) + "\n");
        err.flush();
    }

    /** Says a warning, once however often it comes. */
    public void warn(String text) {
        if (warned.add(text)) {
            forget();
            say("warning: " + text);
        }
    }

    /** Says something that the next words may replace, on a terminal that can do so; else nothing. */
    void sayForNow(String text) {
        if (interactive) {
            err.print("\r\u001b[K" + clean(text));
            err.flush();
        }
    }

    /** Takes back what was said for now. */
    public void forget() {
        if (interactive) {
            err.print("\r\u001b[K");
            err.flush();
        }
    }

    /** Draws a picture: the text may move the cursor. */
    void draw(String text) {
        err.print(text);
        err.flush();
    }

    /** Prints JSON. What could control the terminal is written as JSON writes it, and isn't lost to programs. */
    public void printJson(String json) {
        StringBuilder text = new StringBuilder(json.length() + 1);
        json.chars().forEach(c -> {
            if (c != '\n' && controls(c)) {
                text.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                text.append((char) c);
            }
        });
        // The rule of JSON (RFC 8259 section 8.1), whatever the locale.
        byte[] bytes = text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
        out.flush();
    }

    /** A text without what could control the terminal, the ends of lines too. */
    public static String oneLine(String text) {
        return clean(text).replace('\n', ' ').replace('\t', ' ');
    }

    private static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.chars().forEach(c -> clean.append(c != '\n' && c != '\t' && controls(c) ? ' ' : (char) c));
        return clean.toString();
    }

    // Control characters, the eight-bit ones too; marks that turn the direction of text; separators of lines.
    private static boolean controls(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
