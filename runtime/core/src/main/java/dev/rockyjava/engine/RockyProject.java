package dev.rockyjava.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/**
 * The part of {@code rocky.toml} that the library itself needs: the pipelines with their types, and the DuckDB files
 * (ENGINE.md §7). Everything else in it is left to the engine to validate.
 *
 * @param configFile {@code rocky.toml}, absolute
 * @param config the whole document, with environment variables substituted
 * @param pipelines in file order
 */
public record RockyProject(Path configFile, JsonNode config, List<Pipeline> pipelines) {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)}");
    private static final Pattern COMMENT = Pattern.compile("\\s*#");
    private static final TomlMapper TOML = new TomlMapper();

    /**
     * One pipeline.
     *
     * @param type {@code replication}, {@code transformation}, {@code quality}, {@code snapshot} or {@code load}
     * @param body its table in {@code rocky.toml}
     */
    public record Pipeline(String name, String type, JsonNode body) {

        private static final String DEFAULT_FOLDER = "models";

        /**
         * Returns the folder of a transformation pipeline's models, relative to the project. By the engine's rule,
         * this is the folder before the first component of {@code models} that has a wildcard; {@code models} if
         * there is none.
         */
        public String modelsFolder() {
            String models = body.path("models").asString("");
            int wildcard = 0;
            while (wildcard < models.length() && "*?[".indexOf(models.charAt(wildcard)) < 0) {
                wildcard++;
            }
            boolean file = wildcard < models.length() || models.endsWith(".sql") || models.endsWith(".rocky");
            String root = file ? models.substring(0, models.lastIndexOf('/', wildcard) + 1) : models;
            String trimmed = root.length() > 1 && root.endsWith("/") ? root.substring(0, root.length() - 1) : root;
            return trimmed.isEmpty() ? DEFAULT_FOLDER : trimmed;
        }
    }

    public RockyProject {
        pipelines = List.copyOf(pipelines);
    }

    /**
     * Reads a project, substituting variables from this process's environment.
     *
     * @throws ProjectException if the file can't be read, isn't TOML, or needs a variable that isn't set
     */
    public static RockyProject load(Path configFile) {
        return load(configFile, name -> Optional.ofNullable(System.getenv(name)));
    }

    /**
     * Reads a project.
     *
     * @param variables looks up a variable; returns empty if it isn't set
     * @throws ProjectException if the file can't be read, isn't TOML, or needs a variable that isn't set
     */
    public static RockyProject load(Path configFile, Function<String, Optional<String>> variables) {
        return parse(configFile, read(configFile.toAbsolutePath().normalize()), variables);
    }

    /**
     * Reads a project from the text of its file.
     *
     * @param configFile the file that the text comes from
     * @param variables looks up a variable; returns empty if it isn't set
     * @throws ProjectException if the text isn't TOML, or needs a variable that isn't set
     */
    public static RockyProject parse(Path configFile, String text, Function<String, Optional<String>> variables) {
        Path file = configFile.toAbsolutePath().normalize();
        JsonNode config = parse(text, file, variables);
        JsonNode table = config.path("pipeline").isMissingNode() ? config.path("pipelines") : config.path("pipeline");
        List<Pipeline> pipelines = new ArrayList<>();
        if (isShorthand(table)) {
            pipelines.add(pipeline("default", table));
        } else {
            for (Map.Entry<String, JsonNode> entry : table.properties()) {
                pipelines.add(pipeline(entry.getKey(), entry.getValue()));
            }
        }
        return new RockyProject(file, config, pipelines);
    }

    /**
     * Reads a TOML file of the project and substitutes variables as the engine does before parsing (ENGINE.md §1.5):
     * {@code ${VAR}} must be set; {@code ${VAR:-default}} uses the default if the variable is unset or empty.
     *
     * @throws ProjectException if the file can't be read, isn't TOML, or needs a variable that isn't set
     */
    public static JsonNode readToml(Path file, Function<String, Optional<String>> variables) {
        return parse(read(file), file, variables);
    }

    private static JsonNode parse(String text, Path file, Function<String, Optional<String>> variables) {
        String whole = withVariables(text, file, variables);
        if (whole.equals(text)) {
            return parseToml(text, file);
        }
        try {
            return TOML.readTree(whole);
        } catch (JacksonException e) {
            // Substitutes a harmless value: a mistake in the file itself is then reported with the parser's own
            // message.
            parseToml(withVariables(text, file, name -> Optional.of("0")), file);
            // The parser's message quotes the text, and a variable's value may be secret.
            throw new ProjectException(
                    file + at(e) + " isn't valid TOML once environment variables are substituted; quote ${…}, and"
                            + " check whether a value contains a quote, a backslash or a line break",
                    null);
        }
    }

    private static String at(JacksonException e) {
        var at = e.getLocation();
        return at == null ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr();
    }

    /**
     * Returns the text of a file of the project, unchanged.
     *
     * @throws ProjectException if it can't be read
     */
    public static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ProjectException("can't read " + file + ": " + describe(e), e);
        }
    }

    /**
     * Substitutes variables in text, as {@link #readToml} does. Lines that contain only a comment are left unchanged,
     * as in the engine.
     *
     * @param file the file that the text comes from, for error messages
     * @throws ProjectException if it needs a variable that isn't set
     */
    public static String withVariables(String text, Path file, Function<String, Optional<String>> variables) {
        return VARIABLE.matcher(text).replaceAll(match -> {
            if (isInComment(text, match.start())) {
                return Matcher.quoteReplacement(match.group());
            }
            String[] parts = match.group(1).split(":-", 2);
            Optional<String> value = variables.apply(parts[0]);
            if (parts.length == 2) {
                value = value.filter(v -> !v.isEmpty()).or(() -> Optional.of(parts[1]));
            }
            return Matcher.quoteReplacement(value.orElseThrow(() -> new ProjectException(
                    file + " needs the environment variable " + parts[0] + ", which is not set; set it, or write ${"
                            + parts[0] + ":-default}",
                    null)));
        });
    }

    private static boolean isInComment(String text, int at) {
        Matcher matcher = COMMENT.matcher(text);
        return matcher.region(text.lastIndexOf('\n', at) + 1, at).lookingAt();
    }

    /**
     * Parses TOML text without substituting variables. A leading byte order mark is ignored.
     *
     * @param file the file that the text comes from, for error messages
     * @throws ProjectException if it isn't TOML
     */
    public static JsonNode parseToml(String text, Path file) {
        try {
            return TOML.readTree(text.startsWith("\ufeff") ? text.substring(1) : text);
        } catch (JacksonException e) {
            throw new ProjectException(file + at(e) + " isn't valid TOML: " + e.getOriginalMessage(), e);
        }
    }

    private static String describe(IOException e) {
        return e instanceof java.nio.file.NoSuchFileException ? "there is no such file" : e.toString();
    }

    // A bare [pipeline] is the pipeline "default". The engine recognizes it by these names, which no pipeline can
    // have then.
    private static boolean isShorthand(JsonNode table) {
        return Stream.of("source", "type", "models", "tables", "unique_key", "source_dir").anyMatch(table::has);
    }

    private static Pipeline pipeline(String name, JsonNode body) {
        return new Pipeline(name, body.path("type").asString("replication"), body);
    }

    /** Returns the folder that holds {@code rocky.toml}; every engine command runs in it. */
    public Path directory() {
        Path parent = configFile.getParent();
        return parent == null ? configFile.toAbsolutePath().getRoot() : parent;
    }

    /** Returns the pipelines of one type, in file order. */
    public List<Pipeline> pipelinesOfType(String type) {
        return pipelines.stream().filter(p -> p.type().equals(type)).toList();
    }

    /** Returns the pipeline with this name; empty if there is none. */
    public Optional<Pipeline> pipeline(String name) {
        return pipelines.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    /** Returns the adapters by name, in file order; a bare {@code [adapter]} is named {@code default}. */
    public Map<String, JsonNode> adapters() {
        JsonNode table = config.path("adapter").isMissingNode() ? config.path("adapters") : config.path("adapter");
        if (table.has("type") && table.path("type").isString()) {
            return Map.of("default", table);
        }
        Map<String, JsonNode> adapters = new java.util.LinkedHashMap<>();
        table.properties().forEach(entry -> adapters.put(entry.getKey(), entry.getValue()));
        return adapters;
    }

    /**
     * Returns the DuckDB files that nearly every command opens (ENGINE.md §4.3), as absolute paths; only one process
     * at a time may open each.
     */
    public List<Path> duckDbFiles() {
        return adapters().values().stream()
                .filter(adapter -> adapter.path("type").asString("").equals("duckdb"))
                .map(adapter -> adapter.path("path").asString(""))
                .filter(path -> !path.isEmpty() && !path.equals(":memory:"))
                .map(path -> directory().resolve(path).normalize())
                .distinct()
                .toList();
    }
}
