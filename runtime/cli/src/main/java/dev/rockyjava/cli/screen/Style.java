package dev.rockyjava.cli.screen;

import dev.rockyjava.run.OutcomeStatus;

/** How a word stands out. Colour is never the only sign: the word says the same. */
public enum Style {
    PLAIN(""),
    GOOD("32"),
    CAUTION("33"),
    BAD("31"),
    MINOR("2");

    private final String code;

    Style(String code) {
        this.code = code;
    }

    public static Style of(OutcomeStatus status) {
        return switch (status) {
            case MATERIALIZED -> GOOD;
            case GRAPH_ONLY -> MINOR;
            case FAILED -> BAD;
            case SKIPPED -> CAUTION;
        };
    }

    /** Returns the text with the control sequences of this style. */
    String around(String text) {
        return this == PLAIN || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[m";
    }
}
