package dev.rockyjava.cli.screen;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
    private final TerminalTraits traits;
    private final @Nullable ResultStream stdout;
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    /** Creates an output without colours, for results of any width. */
    public Terminal(PrintStream out, PrintStream err) {
        this(out, err, TerminalTraits.NONE, null);
    }

    Terminal(PrintStream out, PrintStream err, TerminalTraits traits) {
        this(out, err, traits, null);
    }

    private Terminal(PrintStream out, PrintStream err, TerminalTraits traits, @Nullable ResultStream stdout) {
        this.out = out;
        this.err = err;
        this.traits = traits;
        this.stdout = stdout;
    }

    /**
     * Returns the streams of this process.
     *
     * @param noColour whether the user wants no colours, whatever the streams are
     */
    public static Terminal ofProcess(boolean noColour) {
        System.out.flush(); // what the application has printed comes first
        ResultStream stdout = new ResultStream();
        return new Terminal(stdout.print(), System.err, TerminalTraits.ofProcess(noColour), stdout);
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
        return traits.interactive();
    }

    /** Returns whether results may have colours. */
    public boolean colour() {
        return traits.colourOut();
    }

    /** Returns the width for results in columns; {@link Integer#MAX_VALUE} if they don't go to a terminal. */
    public int width() {
        return traits.width();
    }

    public PrintStream out() {
        return out;
    }

    public PrintStream err() {
        return err;
    }

    /** Prints a result. */
    public void print(String text) {
        printClean(clean(text));
    }

    /** Prints a result. */
    public void print(StyledText text) {
        printClean(text.onTerminal(traits.colourOut()));
    }

    private void printClean(String text) {
        if (stdout != null && stdout.charset().equals(StandardCharsets.UTF_8)) {
            // At once: a print stream encodes in small pieces. Others, such as UTF-16, begin anew with each text.
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.write(bytes, 0, bytes.length);
        } else {
            out.print(text);
        }
        out.flush();
    }

    /**
     * Prints a table as a result.
     *
     * @return the titles of columns for which the terminal is too narrow
     */
    public List<String> print(Table table) {
        Table.Layout layout = table.layout(traits.width());
        print(layout.text());
        return layout.leftOut();
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

    /** Prints a message. */
    public void say(StyledText text) {
        err.print(onStderr(text) + "\n");
        err.flush();
    }

    /** Returns the characters that show a text on stderr. */
    String onStderr(StyledText text) {
        return text.onTerminal(traits.colourErr());
    }

    /** Prints a warning, but each only once. */
    public void warn(String text) {
        if (warned.add(text)) {
            forget();
            say(warning(text));
        }
    }

    static StyledText warning(String text) {
        return StyledText.of("warning:", Style.CAUTION).add(" " + text);
    }

    /** Prints a message that the next output replaces; does nothing if stderr isn't a terminal. */
    void sayForNow(String text) {
        if (traits.interactive()) {
            err.print("\r\u001b[K" + clean(text));
            err.flush();
        }
    }

    /** Erases the temporary message. */
    public void forget() {
        if (traits.interactive()) {
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
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c != '\n' && controls(c)) {
                text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        // UTF-8 whatever the locale (RFC 8259 section 8.1).
        byte[] bytes = text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
        out.flush();
    }

    /** Returns a text without characters that could control the terminal, including line ends. */
    public static String oneLine(String text) {
        return clean(text, false);
    }

    static String clean(String text) {
        return clean(text, true);
    }

    /** Returns the text itself if it is clean, as the cells of large tables usually are. */
    private static String clean(String text, boolean lines) {
        StringBuilder clean = null;
        for (int i = plain(text, lines); i < text.length(); i++) {
            char c = text.charAt(i);
            if (controls(c) && !(lines && (c == '\n' || c == '\t'))) {
                clean = clean == null ? new StringBuilder(text) : clean;
                clean.setCharAt(i, ' ');
            }
        }
        return clean == null ? text : clean.toString();
    }

    /** Returns how many characters at the beginning are plain ASCII; of megabytes, in a fraction of the time that one by one takes. */
    private static int plain(String text, boolean lines) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int count = 0;
        while (count < bytes.length && (bytes[count] >= ' ' && bytes[count] <= '~' || lines && bytes[count] == '\n')) {
            count++;
        }
        return count;
    }

    // Control characters including the eight-bit ones, text direction marks, and line separators.
    private static boolean controls(char c) {
        if (c >= ' ' && c <= '~') {
            return false;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
