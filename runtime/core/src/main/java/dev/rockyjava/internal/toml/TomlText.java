package dev.rockyjava.internal.toml;

import dev.rockyjava.error.ProjectException;
import dev.rockyjava.internal.file.FileFailure;
import dev.rockyjava.internal.file.RegularFile;
import dev.rockyjava.internal.json.JsonFailure;
import dev.rockyjava.internal.json.Mappers;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads, parses and writes the text of the project's TOML files. */
public final class TomlText {


    private TomlText() {}

    /**
     * Returns the text of a file of the project, unchanged.
     *
     * @throws ProjectException if it can't be read
     */
    public static String read(Path file) {
        try {
            return RegularFile.text(file);
        } catch (IOException e) {
            String why = e instanceof NoSuchFileException ? "there is no such file" : FileFailure.text(e);
            throw new ProjectException("can't read " + file + ": " + why, e);
        }
    }

    /**
     * Parses TOML text without substituting variables. A leading byte order mark is ignored.
     *
     * @param file the file that the text comes from, for error messages
     * @throws ProjectException if it isn't TOML
     */
    public static JsonNode parse(String text, Path file) {
        try {
            return Mappers.readToml(text.startsWith("\ufeff") ? text.substring(1) : text);
        } catch (JacksonException e) {
            throw new ProjectException(file + at(e) + " isn't valid TOML: " + JsonFailure.text(e), e);
        }
    }

    /**
     * Parses TOML text after substituting variables, as the engine does (ENGINE.md §1.5): {@code ${VAR}} must be set;
     * {@code ${VAR:-default}} uses the default if the variable is unset or empty.
     *
     * @param file the file that the text comes from, for error messages
     * @param variables looks up a variable; returns empty if it isn't set
     * @throws ProjectException if it isn't TOML, or needs a variable that isn't set
     */
    public static JsonNode parse(String text, Path file, Function<String, Optional<String>> variables) {
        String whole = withVariables(text, file, variables);
        if (whole.equals(text)) {
            return parse(text, file);
        }
        try {
            return Mappers.readToml(whole);
        } catch (JacksonException e) {
            // Substitutes a harmless value: a mistake in the file itself is then reported with the parser's own
            // message.
            parse(withVariables(text, file, name -> Optional.of("0")), file);
            // The parser's message quotes the text, and a variable's value may be secret.
            throw new ProjectException(
                    file + at(e) + " isn't valid TOML once environment variables are substituted",
                    "quote ${…}, and check whether a value contains a quote, a backslash or a line break",
                    null);
        }
    }

    /** Returns a document as the text of a file, without the comments and the layout that it may have been read from. */
    public static String write(JsonNode document) {
        return Mappers.toml().writeValueAsString(document);
    }

    private static String at(JacksonException e) {
        var at = e.getLocation();
        return at == null ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr();
    }

    /**
     * Substitutes variables in text, as {@link #parse(String, Path, Function)} does. Lines that contain only a comment
     * are left unchanged, as in the engine.
     *
     * @param file the file that the text comes from, for error messages
     * @throws ProjectException if it needs a variable that isn't set
     */
    public static String withVariables(String text, Path file, Function<String, Optional<String>> variables) {
        return substituted(text, false, variable -> {
            String[] parts = variable.split(":-", 2);
            Optional<String> value = variables.apply(parts[0]);
            if (parts.length == 2) {
                value = value.filter(v -> !v.isEmpty()).or(() -> Optional.of(parts[1]));
            }
            return value.orElseThrow(() -> new ProjectException(
                    file + " needs the environment variable " + parts[0] + ", which is not set",
                    "set it, or write ${" + parts[0] + ":-default}",
                    null));
        });
    }

    /**
     * Replaces each variable by a number that stands for its name and its default, so that the text is TOML whatever the
     * variable's value is, and says nothing about it.
     */
    public static String withVariablesMarked(String text) {
        return substituted(text, true, variable -> "1" + Integer.toUnsignedString(variable.hashCode()));
    }

    /**
     * Replaces each <code>${variable}</code> by its value. Reads the text once: a pattern would look for the end of each
     * unclosed one in all that follows.
     *
     * @param inComments whether also in lines that contain only a comment
     */
    private static String substituted(String text, boolean inComments, UnaryOperator<String> value) {
        StringBuilder whole = new StringBuilder();
        int done = 0;
        int seen = 0;
        char firstOfLine = '\n';
        for (int at = text.indexOf("${"); at >= 0; at = text.indexOf("${", at)) {
            int end = text.indexOf('}', at);
            if (end < 0) {
                break;
            }
            for (; seen < at; seen++) {
                char c = text.charAt(seen);
                firstOfLine = c == '\n' || Character.isWhitespace(firstOfLine) ? c : firstOfLine;
            }
            if (end == at + 2 || !inComments && firstOfLine == '#') {
                at += 2;
            } else {
                whole.append(text, done, at).append(value.apply(text.substring(at + 2, end)));
                done = end + 1;
                at = done;
            }
        }
        return whole.append(text, done, text.length()).toString();
    }
}
