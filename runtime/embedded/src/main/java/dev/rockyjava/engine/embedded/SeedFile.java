package dev.rockyjava.engine.embedded;

import dev.rockyjava.internal.toml.TomlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A seed as stated in its files (ENGINE.md §7.6).
 *
 * @param file the CSV file
 * @param configFile the sidecar, whether it exists or not
 * @param config the sidecar's content; empty without one
 */
record SeedFile(String name, Path file, Path configFile, JsonNode config) {

    // For a file whose name begins with its only dot, the engine reports that it has no extension.
    private static final Pattern NAME = Pattern.compile(".+\\.[ct]sv", Pattern.CASE_INSENSITIVE);
    private static final Set<String> KEYS =
            Set.of("name", "target", "strategy", "column_types", "pre_hook", "post_hook");

    /**
     * Returns all seeds in a folder, sorted by file name; subfolders are ignored.
     *
     * @throws dev.rockyjava.engine.EngineCommandException if there is no such folder
     * @throws dev.rockyjava.error.ProjectException if a sidecar isn't TOML, or has a member of a wrong type
     */
    static List<SeedFile> in(Path directory, EmbeddedProject project) {
        if (!Files.isDirectory(directory)) {
            throw project.problem("seed directory does not exist: " + project.shown(directory));
        }
        List<SeedFile> seeds = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.sorted().toList()) {
                if (NAME.matcher(file.getFileName().toString()).matches()) {
                    seeds.add(read(file));
                }
            }
        } catch (IOException e) {
            throw project.problem("can't read " + project.shown(directory) + ": " + e);
        }
        return seeds;
    }

    private static SeedFile read(Path file) throws IOException {
        String fileName = file.getFileName().toString();
        String stem = fileName.substring(0, fileName.lastIndexOf('.'));
        Path sidecar = file.resolveSibling(stem + ".toml");
        // No variables here: the engine substitutes none either (ENGINE.md §1.5).
        JsonNode config = Files.isRegularFile(sidecar)
                ? TomlText.parse(TomlText.read(sidecar), sidecar)
                : JsonNodeFactory.instance.objectNode();
        SidecarShape.checkSeed(config, sidecar);
        return new SeedFile(config.path("name").asString(stem), file, sidecar, config);
    }

    /**
     * Refuses features that this engine doesn't support.
     *
     * @throws dev.rockyjava.engine.UnsupportedByEngineException if the seed uses one
     */
    void refuseWhatIsNotDone() {
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(".tsv")) {
            throw Refusal.of("seeds of tab-separated values", file, "");
        }
        Refusal.unlessKnown(config, configFile, "", KEYS, EngineWords.SEED);
        Refusal.unlessKnown(config.path("target"), configFile, "target", EngineWords.TABLE, EngineWords.TABLE);
    }

    /** Returns the table that it is loaded into. */
    TableName target(String defaultCatalog) {
        JsonNode target = config.path("target");
        return new TableName(
                target.path("catalog").asString(defaultCatalog),
                target.path("schema").asString("seeds"),
                target.path("table").asString(name));
    }

    /** Returns the types that the sidecar sets, by column. */
    Map<String, String> columnTypes() {
        return config.path("column_types").properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().asString()));
    }
}
