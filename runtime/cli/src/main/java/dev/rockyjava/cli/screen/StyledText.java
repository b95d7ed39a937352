package dev.rockyjava.cli.screen;

import java.util.ArrayList;
import java.util.List;

/** Builds a text of which parts stand out. */
public final class StyledText {

    /** A part that stands out. */
    private record Part(int from, int to, Style style) {}

    private final StringBuilder text = new StringBuilder();
    private final List<Part> parts = new ArrayList<>();

    public static StyledText of(String text) {
        return new StyledText().add(text);
    }

    public static StyledText of(String text, Style style) {
        return new StyledText().add(text, style);
    }

    public StyledText add(String plain) {
        text.append(plain);
        return this;
    }

    public StyledText add(String part, Style style) {
        if (style != Style.PLAIN) {
            parts.add(new Part(text.length(), text.length() + part.length(), style));
        }
        return add(part);
    }

    public StyledText add(StyledText other) {
        int end = text.length();
        for (Part part : other.parts) {
            parts.add(new Part(end + part.from, end + part.to, part.style));
        }
        return add(other.toString());
    }

    /** Adds spaces; none if the number is negative. */
    public StyledText spaces(int count) {
        for (int i = 0; i < count; i++) {
            text.append(' ');
        }
        return this;
    }

    /** Returns the characters for a terminal; text that could control it is replaced. */
    String onTerminal(boolean colour) {
        String clean = Terminal.clean(toString());
        if (!colour) {
            return clean;
        }
        StringBuilder coloured = new StringBuilder();
        int end = 0;
        for (Part part : parts) {
            coloured.append(clean, end, part.from).append(part.style.around(clean.substring(part.from, part.to)));
            end = part.to;
        }
        return coloured.append(clean, end, clean.length()).toString();
    }

    /** Returns the same in one line, without characters that could control the terminal. */
    StyledText oneLine() {
        StyledText line = of(Terminal.oneLine(toString())); // of the same length
        line.parts.addAll(parts);
        return line;
    }

    /** Returns the text without styles. */
    @Override
    public String toString() {
        return text.toString();
    }
}
