package dev.rockyjava.engine.embedded;

import dev.rockyjava.engine.UnsupportedByEngineException;
import dev.rockyjava.internal.name.Nearest;
import dev.rockyjava.internal.toml.TomlPlace;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Refuses what this engine doesn't support, by name and place. */
final class Refusal {

    private Refusal() {}

    /**
     * @param feature the feature, as the object of "doesn't do"
     * @param key the key or table in the file; empty if it is the file itself
     */
    static UnsupportedByEngineException of(String feature, Path file, String key) {
        return new UnsupportedByEngineException(
                "the embedded engine doesn't do " + feature + ", asked for by "
                        + TomlPlace.of(file, key, key.substring(key.lastIndexOf('.') + 1)) + (key.isEmpty() ? "" : " at '" + key + "'"),
                "the real rocky binary does: use it as the engine, or take this out of the project");
    }

    /**
     * Refuses a word.
     *
     * @param feature what the word stands for, if the real engine knows it
     * @param engine the words that the real engine knows in this place
     */
    static UnsupportedByEngineException ofWord(String word, String feature, Path file, String key, Set<String> engine) {
        return engine.contains(word) ? of(feature + " '" + word + "'", file, key) : unknown(word, file, key, engine);
    }

    /**
     * Refuses every key that isn't known to be either supported or without influence on rows: a typo or a newer
     * feature must not pass silently. A key that is switched off ({@code false}, or an empty list or table) passes.
     *
     * @param prefix dotted path of the table; empty for the top level of the file
     * @param engine the keys that the real engine knows there
     */
    static void unlessKnown(JsonNode table, Path file, String prefix, Set<String> known, Set<String> engine) {
        for (var entry : table.properties()) {
            String key = entry.getKey();
            if (!known.contains(key) && !isOff(entry.getValue())) {
                String path = prefix.isEmpty() ? key : prefix + "." + key;
                throw engine.contains(key) ? of("'" + key + "'", file, path) : unknown(key, file, path, both(known, engine));
            }
        }
    }

    /** Refuses a word that no engine knows. */
    private static UnsupportedByEngineException unknown(String word, Path file, String key, Set<String> all) {
        return new UnsupportedByEngineException("neither the embedded engine nor rocky knows '" + word + "', which "
                + TomlPlace.of(file, key, word) + " has at '" + key + "'" + Nearest.of(word, new TreeSet<>(all)).text());
    }

    private static Set<String> both(Set<String> one, Set<String> other) {
        Set<String> all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }

    static boolean isOff(JsonNode value) {
        return value.isMissingNode() || value.isNull() || (value.isContainer() && value.isEmpty())
                || (value.isBoolean() && !value.asBoolean())
                || (value.path("enabled").isBoolean() && !value.path("enabled").asBoolean());
    }
}
