package dev.rockyjava.internal.sql;

import dev.rockyjava.error.ProjectException;
import dev.rockyjava.internal.file.FileFailure;
import dev.rockyjava.internal.file.RegularFile;
import dev.rockyjava.internal.toml.TomlText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A model as stated in its files (ENGINE.md §7.5).
 *
 * @param file the {@code .sql} or {@code .rocky} file
 * @param configFile the file with its configuration: the sidecar, or the file itself
 * @param config its configuration, with variables substituted
 * @param sql its query; empty for a {@code .rocky} file
 */
public record ModelFile(String name, Path file, Path configFile, JsonNode config, String sql) {

    private static final Pattern FRONTMATTER = Pattern.compile("\\A\\s*---toml(.*?)\\n---(.*)\\z", Pattern.DOTALL);

    /**
     * Returns the model files in a folder and all folders below it, sorted.
     *
     * @throws IOException if a folder can't be read, a link leads back to a folder that contains it, or a file isn't a regular one
     */
    public static List<Path> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(file -> isSql(file) || file.toString().endsWith(".rocky"))
                    .filter(RegularFile::isOne)
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * Returns the file of a model, in a folder or below it; empty if there is none, or the files can't be read.
     *
     * @param model the model's name: that of its file, unless its configuration has another
     */
    public static Optional<Path> named(String model, Path folder) {
        try {
            List<Path> files = in(folder);
            // Most models are named like their files; the others' configurations have to be read.
            return files.stream()
                    .filter(file -> stem(file).equals(model))
                    .findFirst()
                    .or(() -> files.stream().filter(file -> isCalled(model, file)).findFirst());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isCalled(String model, Path file) {
        try {
            // A variable rarely decides the name, and needn't be set to find a file.
            return read(file, variable -> Optional.of("")).name().equals(model);
        } catch (ProjectException e) {
            return false;
        }
    }

    private static String stem(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.lastIndexOf('.'));
    }

    /** Returns the text of a file; an empty text if it can't be read. */
    public static String textOf(Path file) {
        try {
            return text(file);
        } catch (ProjectException e) {
            return "";
        }
    }

    /**
     * Reads a model.
     *
     * @param variables looks up an environment variable; returns empty if it isn't set
     * @throws ProjectException if a file can't be read, its TOML is invalid, or it has no configuration
     */
    public static ModelFile read(Path file, Function<String, Optional<String>> variables) {
        String stem = stem(file);
        Path sidecar = file.resolveSibling(stem + ".toml");
        String text = text(file);
        if (Files.exists(sidecar)) {
            JsonNode config = TomlText.parse(TomlText.read(sidecar), sidecar, variables);
            return new ModelFile(name(config, stem), file, sidecar, config, isSql(file) ? text : "");
        }
        Matcher matcher = FRONTMATTER.matcher(text);
        if (!isSql(file) || !matcher.matches()) {
            throw new ProjectException(
                    file + " has no configuration",
                    "write " + sidecar.getFileName() + " beside it, or begin it with a ---toml ... --- block",
                    null);
        }
        String front = WhiteSpace.trim(matcher.group(1));
        JsonNode config = TomlText.parse(TomlText.withVariables(front, file, variables), file);
        return new ModelFile(name(config, stem), file, file, config, WhiteSpace.trim(matcher.group(2)));
    }

    /**
     * Returns the configuration at the beginning of a model's own text, which is used if there is no sidecar; empty
     * if there is none.
     */
    public static Optional<String> frontMatter(String text) {
        return Optional.of(FRONTMATTER.matcher(text)).filter(Matcher::matches).map(found -> WhiteSpace.trim(found.group(1)));
    }

    /** Returns the SQL in the text of a {@code .sql} file: without configuration and white space around it. */
    public static String sqlOf(String text) {
        return WhiteSpace.trim(Optional.of(FRONTMATTER.matcher(text))
                .filter(Matcher::matches)
                .map(found -> found.group(2))
                .orElse(text));
    }

    /** Returns whether the model is written in SQL, rather than in the Rocky language. */
    public boolean isSql() {
        return isSql(file);
    }

    /** Returns the tables that the model reads. */
    public TableReads reads() {
        return isSql() ? SqlReads.of(sql) : DslReads.of(text(file));
    }

    private static boolean isSql(Path file) {
        return file.toString().endsWith(".sql");
    }

    private static String name(JsonNode config, String stem) {
        return config.path("name").asString(stem);
    }

    private static String text(Path file) {
        try {
            return RegularFile.text(file);
        } catch (IOException e) {
            throw new ProjectException("can't read " + file + ": " + FileFailure.text(e), e);
        }
    }
}
