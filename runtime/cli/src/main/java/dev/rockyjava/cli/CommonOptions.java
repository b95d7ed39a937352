package dev.rockyjava.cli;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options of every command. */
final class CommonOptions {

    /** The output format of a result. */
    enum Output {
        TEXT,
        JSON,
        JSONL,
        /** Of graph only. */
        HTML;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Pattern FORM = Pattern.compile("\0(?:-o|--output)[=\0]?(text|jsonl?)(?=\0)");

    private static final String NO_COLOUR = "--no-color";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            scope = ScopeType.INHERIT,
            defaultValue = "text",
            description = """
                    How results are printed to stdout: text, json for programs, or jsonl, a line of JSON for each \
                    element of a list, and of a run for each event as it happens. Without a result it is {"error": \
                    {"status": ..., "message": ...}}. 'graph' also prints html, a page. Default: text.""")
    private Output output = Output.TEXT;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = """
                    Show the stack trace of a failure, the engine's log of a run, and the whole reasons of 'status'.""")
    private boolean verbose;

    @Option(
            names = NO_COLOUR,
            scope = ScopeType.INHERIT,
            description = """
                    No colours. Without it they depend on NO_COLOR, CLICOLOR_FORCE, CLICOLOR, CI, and on whether the \
                    output goes to a terminal.""")
    @SuppressWarnings("unused") // its use begins before arguments are parsed
    private boolean noColour;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    @SuppressWarnings("unused") // picocli acts on it
    private boolean help;

    /** Returns the output format in the arguments, even if they can't be parsed as a whole. */
    static Output typed(String... arguments) {
        String all = String.join("\0", arguments) + "\0";
        Matcher form = FORM.matcher("\0" + all);
        Output typed = Output.TEXT;
        while (form.find()) {
            typed = Output.valueOf(form.group(1).toUpperCase(Locale.ROOT));
        }
        return typed;
    }

    /** Returns whether the arguments turn colours off, even if they can't be parsed as a whole. */
    static boolean noColour(String... arguments) {
        return List.of(arguments).contains(NO_COLOUR);
    }

    boolean json() {
        return output == Output.JSON || output == Output.JSONL;
    }

    boolean html() {
        return output == Output.HTML;
    }

    boolean jsonLines() {
        return output == Output.JSONL;
    }

    boolean verbose() {
        return verbose;
    }
}
