package dev.rockyjava.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Builds a command line (ENGINE.md §2). */
final class CommandWords {

    private final List<String> words = new ArrayList<>();

    private CommandWords(String subcommand) {
        words.add(subcommand);
    }

    static CommandWords of(String subcommand) {
        return new CommandWords(subcommand);
    }

    static CommandWords run(String pipeline) {
        return of("run").with("--pipeline", pipeline);
    }

    static CommandWords test() {
        CommandWords test = of("test");
        test.words.add("--declarative");
        return test;
    }

    /** Adds an option and its value, in the form that prevents the value from being parsed as an option. */
    CommandWords with(String name, String value) {
        words.addAll(value.startsWith("-") ? List.of(name + "=" + value) : List.of(name, value));
        return this;
    }

    CommandWords with(String name, Optional<String> value) {
        return value.map(text -> with(name, text)).orElse(this);
    }

    /** A value without a name; after it there is none that begins an option. */
    CommandWords last(String value) {
        if (value.startsWith("-")) {
            words.add("--");
        }
        words.add(value);
        return this;
    }

    CommandWords partitions(PartitionChoice choice) {
        if (choice instanceof PartitionChoice.One one) {
            return with("--partition", one.key());
        }
        if (choice instanceof PartitionChoice.Range range) {
            return with("--from", range.first()).with("--to", range.last());
        }
        if (choice instanceof PartitionChoice.Latest) {
            words.add("--latest");
        } else if (choice instanceof PartitionChoice.Missing) {
            words.add("--missing");
        } else if (!(choice instanceof PartitionChoice.Default)) {
            throw new IllegalArgumentException("no arguments for " + choice);
        }
        return this;
    }

    List<String> list() {
        return List.copyOf(words);
    }
}
