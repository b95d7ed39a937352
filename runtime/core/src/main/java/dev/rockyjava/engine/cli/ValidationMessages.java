package dev.rockyjava.engine.cli;

import dev.rockyjava.internal.json.Mappers;
import dev.rockyjava.internal.toml.TomlPlace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The errors in the answer of {@code rocky validate}. */
final class ValidationMessages {

    /** The engine quotes the word that it doesn't know first. */
    private static final Pattern QUOTED = Pattern.compile("[`']([^`'\\s]+)[`']");

    private ValidationMessages() {}

    /**
     * Returns the errors, each with the place in {@code rocky.toml} if the word that it quotes is there; empty if the answer
     * isn't such a document.
     */
    static List<String> errors(String answer, Path rockyToml) {
        List<String> errors = new ArrayList<>();
        try {
            for (JsonNode message : Mappers.json().readTree(answer).path("messages")) {
                if (message.path("severity").asString("").equals("error")) {
                    String text = message.path("message").asString("").strip();
                    Matcher word = QUOTED.matcher(text);
                    errors.add((word.find() ? TomlPlace.of(rockyToml, message.path("field").asString(""), word.group(1)) : rockyToml)
                            + ": " + text);
                }
            }
        } catch (JacksonException e) {
            return List.of();
        }
        return errors;
    }
}
