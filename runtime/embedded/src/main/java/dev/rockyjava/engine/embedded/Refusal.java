package dev.rockyjava.engine.embedded;

import dev.rockyjava.engine.UnsupportedByEngineException;
import java.nio.file.Path;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Refuses what this engine doesn't support, by name and place. */
final class Refusal {

    private Refusal() {}

    /**
     * @param feature the feature, as the object of "doesn't do"
     * @param key the key or table in the file; empty if it is the file itself
     */
    static UnsupportedByEngineException of(String feature, Path file, String key) {
        return new UnsupportedByEngineException("the embedded engine doesn't do " + feature + ", asked for by " + file
                + (key.isEmpty() ? "" : " at '" + key + "'")
                + "; the real rocky binary does", "use it as the engine, or take this out of the project");
    }

    /**
     * Refuses every key that isn't known to be either supported or without influence on rows: a typo or a newer
     * feature must not pass silently. A key that is switched off ({@code false}, or an empty list or table) passes.
     *
     * @param prefix dotted path of the table; empty for the top level of the file
     */
    static void unlessKnown(JsonNode table, Path file, String prefix, Set<String> known) {
        for (var entry : table.properties()) {
            if (!known.contains(entry.getKey()) && !isOff(entry.getValue())) {
                String path = prefix.isEmpty() ? entry.getKey() : prefix + "." + entry.getKey();
                throw of("'" + entry.getKey() + "'", file, path);
            }
        }
    }

    static boolean isOff(JsonNode value) {
        return value.isMissingNode() || value.isNull() || (value.isContainer() && value.isEmpty())
                || (value.isBoolean() && !value.asBoolean())
                || (value.path("enabled").isBoolean() && !value.path("enabled").asBoolean());
    }
}
