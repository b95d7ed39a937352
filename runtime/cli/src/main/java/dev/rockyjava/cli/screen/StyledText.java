package dev.rockyjava.cli.screen;

import java.util.ArrayList;
import java.util.List;

/** Builds a text of which parts stand out. */
public final class StyledText {

    private record Part(String text, Style style) {}

    private final List<Part> parts = new ArrayList<>();

    public static StyledText of(String text) {
        return new StyledText().add(text);
    }

    public static StyledText of(String text, Style style) {
        return new StyledText().add(text, style);
    }

    public StyledText add(String text) {
        return add(text, Style.PLAIN);
    }

    public StyledText add(String text, Style style) {
        parts.add(new Part(text, style));
        return this;
    }

    public StyledText add(StyledText text) {
        parts.addAll(text.parts);
        return this;
    }

    /** Returns the characters for a terminal; text that could control it is replaced. */
    String onTerminal(boolean colour) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            String clean = Terminal.clean(part.text);
            text.append(colour ? part.style.around(clean) : clean);
        }
        return text.toString();
    }

    /** Returns the same in one line, without characters that could control the terminal. */
    StyledText oneLine() {
        StyledText line = new StyledText();
        parts.forEach(part -> line.add(Terminal.oneLine(part.text), part.style));
        return line;
    }

    /** Returns the text without styles. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> text.append(part.text));
        return text.toString();
    }
}
