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
 * The part of {@code rocky.toml} that the library itself must know: the pipelines with their types, and the DuckDB files
 * (ENGINE.md §7). The engine stays the judge of everything else in it.
 *
 * @param configFile {@code rocky.toml}, absolute
 * @param config the whole document, environment variables already put in
 * @param pipelines in the order of the file
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
         * The folder of a transformation pipeline's models, relative to the project. The engine's rule: the folder before
         * the first component of {@code models} with a wildcard; {@code models} where there is none.
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
     * Reads a project with the variables of this process's environment.
     *
     * @throws ProjectException if the file can't be read, isn't TOML, or needs a variable that isn't set
     */
    public static RockyProject load(Path configFile) {
        return load(configFile, name -> Optional.ofNullable(System.getenv(name)));
    }

    /**
     * Reads a project.
     *
     * @param variables looks a variable up; empty when it isn't set
     * @throws ProjectException if the file can't be read, isn't TOML, or needs a variable that isn't set
     */
    public static RockyProject load(Path configFile, Function<String, Optional<String>> variables) {
        return parse(configFile, read(configFile.toAbsolutePath().normalize()), variables);
    }

    /**
     * Reads a project from the text of its file.
     *
     * @param configFile where the text comes from
     * @param variables looks a variable up; empty when it isn't set
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
     * Reads a TOML file of the project with variables put in, as the engine does it before parsing (ENGINE.md
     * §1.5): {@code ${VAR}} must be set; {@code ${VAR:-default}} takes the default for an unset or empty one.
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
            // With a value that can be nothing but fine: what is wrong with the file itself is said in its own words.
            parseToml(withVariables(text, file, name -> Optional.of("0")), file);
            // The parser's reason quotes the text, and what a variable has may be secret.
            throw new ProjectException(
                    file + at(e) + " is no valid TOML with the environment variables put in; write ${…} between quotes, and"
                            + " see whether a value has a quote, a backslash or a line end in it",
                    null);
        }
    }

    private static String at(JacksonException e) {
        var at = e.getLocation();
        return at == null ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr();
    }

    /**
     * The text of a file of the project, as it stands.
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
     * Puts variables into text, as {@link #readToml} does it. A line that is nothing but a comment keeps them, as the
     * engine does it.
     *
     * @param file where the text comes from, for the message
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
     * Parses TOML text as it stands, without variables. A byte order mark at its beginning doesn't count.
     *
     * @param file where the text comes from, for the message
     * @throws ProjectException if it isn't TOML
     */
    public static JsonNode parseToml(String text, Path file) {
        try {
            return TOML.readTree(text.startsWith("\ufeff") ? text.substring(1) : text);
        } catch (JacksonException e) {
            throw new ProjectException(file + at(e) + " is no valid TOML: " + e.getOriginalMessage(), e);
        }
    }

    private static String describe(IOException e) {
        return e instanceof java.nio.file.NoSuchFileException ? "there is no such file" : e.toString();
    }

    // A bare [pipeline] is the pipeline "default". The engine tells it by these names, which no pipeline can have then.
    private static boolean isShorthand(JsonNode table) {
        return Stream.of("source", "type", "models", "tables", "unique_key", "source_dir").anyMatch(table::has);
    }

    private static Pipeline pipeline(String name, JsonNode body) {
        return new Pipeline(name, body.path("type").asString("replication"), body);
    }

    /** The folder that holds {@code rocky.toml}; every engine command runs in it. */
    public Path directory() {
        Path parent = configFile.getParent();
        return parent == null ? configFile.toAbsolutePath().getRoot() : parent;
    }

    /** The pipelines of one type, in the order of the file. */
    public List<Pipeline> pipelinesOfType(String type) {
        return pipelines.stream().filter(p -> p.type().equals(type)).toList();
    }

    /** The pipeline with this name. */
    public Optional<Pipeline> pipeline(String name) {
        return pipelines.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    /** The adapters by name, in the order of the file; a bare {@code [adapter]} is named {@code default}. */
    public Map<String, JsonNode> adapters() {
        JsonNode table = config.path("adapter").isMissingNode() ? config.path("adapters") : config.path("adapter");
        if (table.has("type") && table.path("type").isString()) {
            return Map.of("default", table);
        }
        Map<String, JsonNode> adapters = new java.util.LinkedHashMap<>();
        table.properties().forEach(entry -> adapters.put(entry.getKey(), entry.getValue()));
        return adapters;
    }

    /** The DuckDB files that nearly every command opens (ENGINE.md §4.3), absolute; one process each at a time. */
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
