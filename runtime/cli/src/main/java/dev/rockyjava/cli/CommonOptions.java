package dev.rockyjava.cli;

import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command has. */
final class CommonOptions {

    /** The form of a result. */
    enum Output {
        text,
        json,
        jsonl
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            scope = ScopeType.INHERIT,
            defaultValue = "text",
            description = "How results are printed to stdout: text, json for programs, or jsonl, a line of JSON for "
                    + "each element of a "
                    + "list, and of a run for each event as it happens. Default: text.")
    private Output output = Output.text;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Show the stack trace of a failure, and of a run what the engine logs.")
    private boolean verbose;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    private boolean help;

    boolean json() {
        return output != Output.text;
    }

    boolean jsonLines() {
        return output == Output.jsonl;
    }

    boolean verbose() {
        return verbose;
    }

    boolean help() {
        return help;
    }
}
