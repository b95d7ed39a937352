package dev.rockyjava.internal.sql;

import dev.rockyjava.error.ProjectException;
import dev.rockyjava.internal.toml.ProjectToml;
import dev.rockyjava.internal.toml.TomlText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Digests of what {@code rocky.toml} says about each pipeline. Layout, comments and the order of keys don't count, and
 * variables aren't substituted: their values belong to an environment, and may be secret. Other tables don't count
 * either: an adapter says where the engine works and with which password.
 */
public final class PipelineCode {

    /** Says when and how fast a pipeline runs, not what it builds. */
    private static final Set<String> OF_THE_RUN = Set.of("depends_on", "execution", "schedule");

    private static final Pattern KEY = Pattern.compile("(.+) \\[pipeline\\.(.+)]");

    private PipelineCode() {}

    /**
     * Returns the digest of each pipeline by its {@link #key}.
     *
     * @param configFile {@code rocky.toml}
     * @return empty if there is no such file, or if it can't be read
     */
    public static SortedMap<String, String> of(Path configFile) {
        SortedMap<String, String> digests = new TreeMap<>();
        if (!Files.isRegularFile(configFile)) {
            return digests;
        }
        try {
            String text = TomlText.withVariablesMarked(TomlText.read(configFile));
            ProjectToml.parse(configFile, text, name -> Optional.empty()).pipelines().forEach(pipeline -> {
                StringBuilder canonical = new StringBuilder();
                write(pipeline.body(), OF_THE_RUN, canonical);
                digests.put(
                        key(configFile, pipeline.name()),
                        CodeDigest.of(canonical.toString().getBytes(StandardCharsets.UTF_8)));
            });
            return digests;
        } catch (ProjectException e) {
            return Collections.emptySortedMap();
        }
    }

    /** Returns what a pipeline's digest is known by, among files: {@code rocky.toml [pipeline.shop]}. */
    public static String key(Path configFile, String pipeline) {
        return configFile.getFileName() + " [pipeline." + pipeline + "]";
    }

    /** Returns whether a text is a {@link #key}, rather than the path of a file. */
    public static boolean isKey(String key) {
        return file(key).isPresent();
    }

    /** Returns the name of the file in a {@link #key}; empty if it isn't one. */
    public static Optional<String> file(String key) {
        if (!key.endsWith("]")) {
            return Optional.empty(); // the expression would try each place of tens of thousands of paths
        }
        Matcher matcher = KEY.matcher(key);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static void write(JsonNode node, Set<String> without, StringBuilder text) {
        if (node.isObject()) {
            SortedMap<String, JsonNode> members = new TreeMap<>();
            node.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
            members.keySet().removeAll(without);
            text.append('{');
            for (Map.Entry<String, JsonNode> member : members.entrySet()) {
                // The length keeps two keys from looking like one.
                text.append(member.getKey().length()).append(':').append(member.getKey()).append('=');
                write(member.getValue(), Set.of(), text);
                text.append(',');
            }
            text.append('}');
        } else if (node.isArray()) {
            text.append('[');
            node.forEach(element -> {
                write(element, Set.of(), text);
                text.append(',');
            });
            text.append(']');
        } else {
            String value = node.asString();
            text.append(node.isString() ? "'" : "").append(value.length()).append(':').append(value);
        }
    }
}
