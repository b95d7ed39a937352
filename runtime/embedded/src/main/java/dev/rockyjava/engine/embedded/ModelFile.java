package dev.rockyjava.engine.embedded;

import dev.rockyjava.engine.ProjectException;
import dev.rockyjava.engine.RockyProject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * One model as its files state it (rocky-contract §7.5).
 *
 * @param file the {@code .sql} or {@code .rocky} file
 * @param configFile where its configuration stands: the sidecar, or the file itself
 * @param config its configuration, variables put in
 * @param sql what it selects; empty for a {@code .rocky} file
 */
record ModelFile(String name, Path file, Path configFile, JsonNode config, String sql) {

    private static final Pattern FRONTMATTER = Pattern.compile("\\A\\s*---toml(.*?)\\n---(.*)\\z", Pattern.DOTALL);

    /**
     * @throws ProjectException if a file can't be read, its TOML is broken or has a member of a wrong
     *     type, or it has no configuration at all
     */
    static ModelFile read(Path file, Function<String, Optional<String>> variables) {
        String fileName = file.getFileName().toString();
        String stem = fileName.substring(0, fileName.lastIndexOf('.'));
        Path sidecar = file.resolveSibling(stem + ".toml");
        String text = text(file);
        if (Files.exists(sidecar)) {
            JsonNode config = RockyProject.readToml(sidecar, variables);
            SidecarShape.checkModel(config, sidecar);
            return new ModelFile(name(config, stem), file, sidecar, config, isSql(file) ? text : "");
        }
        Matcher front = FRONTMATTER.matcher(text);
        if (!isSql(file) || !front.matches()) {
            throw new ProjectException(
                    file + " has no configuration; write " + sidecar.getFileName()
                            + " beside it, or begin it with a ---toml ... --- block",
                    null);
        }
        JsonNode config = RockyProject.parseToml(RockyProject.withVariables(WhiteSpace.trim(front.group(1)), file, variables), file);
        SidecarShape.checkModel(config, file);
        return new ModelFile(name(config, stem), file, file, config, WhiteSpace.trim(front.group(2)));
    }

    boolean isSql() {
        return isSql(file);
    }

    private static boolean isSql(Path file) {
        return file.toString().endsWith(".sql");
    }

    private static String name(JsonNode config, String stem) {
        return config.path("name").asString(stem);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ProjectException("can't read " + file + ": " + e, e);
        }
    }
}
