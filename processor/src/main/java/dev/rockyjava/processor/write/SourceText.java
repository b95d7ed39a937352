package dev.rockyjava.processor.write;

import dev.rockyjava.processor.names.JavaLiteral;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Source text that grows line by line, and the types that it names by their simple names. Text from a snapshot goes
 * in through {@link JavaLiteral} or {@link JavadocText} only.
 */
final class SourceText {

    private static final String STEP = "    ";

    private final StringBuilder text = new StringBuilder();
    private final Set<Class<?>> types = new LinkedHashSet<>();
    private String indent = STEP;

    /** Begins a line. */
    SourceText line() {
        text.append(indent);
        return this;
    }

    SourceText add(String part) {
        text.append(part);
        return this;
    }

    /** Adds the simple name of a type, which is imported. */
    SourceText type(Class<?> type) {
        types.add(type);
        text.append(type.getSimpleName());
        return this;
    }

    SourceText literal(String value) {
        JavaLiteral.append(text, value);
        return this;
    }

    SourceText end() {
        text.append('\n');
        return this;
    }

    /** Ends a line that opens a block. */
    void open() {
        text.append(" {\n");
        indent += STEP;
    }

    void close() {
        indent = indent.substring(STEP.length());
        line().add("}").end();
    }

    /**
     * Adds a Javadoc comment.
     *
     * @param content its text without the comment markers; if it has several lines, each has its line end
     */
    void javadoc(String content) {
        if (content.indexOf('\n') < 0) {
            line().add("/** ").add(content).add(" */").end();
            return;
        }
        line().add("/**").end();
        int from = 0;
        while (from < content.length()) {
            int to = content.indexOf('\n', from);
            line().add(to == from ? " *" : " * ");
            text.append(content, from, to);
            end();
            from = to + 1;
        }
        line().add(" */").end();
    }

    /** Returns the types to import. */
    Set<Class<?>> types() {
        return types;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
