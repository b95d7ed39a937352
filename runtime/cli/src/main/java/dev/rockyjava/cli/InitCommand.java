package dev.rockyjava.cli;

import dev.rockyjava.engine.EngineNotFoundException;
import dev.rockyjava.engine.cli.CliEngine;
import dev.rockyjava.internal.file.RegularFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.lang.model.SourceVersion;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes what a Java project with a Rocky project needs. */
@Command(
        name = "init",
        description = "Set up a Java project for its Rocky project: write defs.yaml and the annotated type.",
        footer = {
            "",
            "Finds rocky.toml in the folder or below it, asks nothing, and changes no file that is there. Prints the",
            "lines to add to pom.xml or build.gradle, and what to do next. Needs no engine.",
            "",
            "Examples:",
            "  init --print",
            "  init --package com.acme.warehouse --name Lake"
        })
final class InitCommand implements Callable<Integer> {

    private static final String DEFS_YAML = "defs.yaml";

    private static final String IGNORED = """
            *.redb*
            .rocky-state/
            .rocky/
            *.duckdb
            *.duckdb.wal
            """;

    private final Session session;

    @Option(
            names = "--package",
            paramLabel = "PACKAGE",
            description = """
                    The package of the annotated type. Default: that of the sources that are there, or otherwise group and \
                    artifact of the build.""")
    private @Nullable String packageName;

    @Option(
            names = "--name",
            paramLabel = "TYPE",
            defaultValue = "Warehouse",
            description = "The name of the annotated type. Default: ${DEFAULT-VALUE}.")
    private String type = "Warehouse";

    @Option(names = "--print", description = "Write nothing; only show what would be written.")
    private boolean print;

    /** What became of a file. */
    private enum State {
        WRITTEN("written", "written"),
        SHOWN("shown", "would be written"),
        SAME("same", "there already"),
        KEPT("kept", "there already, left as it is");

        private final String word;
        private final String text;

        State(String word, String text) {
            this.word = word;
            this.text = text;
        }
    }

    private record InitFile(Path file, String content, State state) {}

    InitCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        NewProject project = NewProject.at(Path.of(session.places().getOrDefault("--project", "")));
        String inPackage = packageOf(project);
        if (!SourceVersion.isIdentifier(type) || SourceVersion.isKeyword(type) || type.equals("Rocky")) {
            throw new UsageException("--name is the name of a Java type other than Rocky, not '" + type + "'");
        }
        Path source = project.annotated().orElseGet(() -> project.source(inPackage, type));
        List<InitFile> files = List.of(
                write(project.folder().resolve(DEFS_YAML), defsYaml(project)), write(source, source(inPackage)));
        Optional<String> lines = project.buildFile()
                .map(build -> BuildLines.missing(build, print ? "" : content(build), project.snapshot()))
                .filter(missing -> !missing.isEmpty());
        if (session.json()) {
            session.print(json(project, files, lines));
        } else {
            session.terminal().print(text(project, inPackage, files, lines));
        }
        return files.stream().anyMatch(file -> file.state() == State.KEPT) ? ExitCodes.KEPT : ExitCodes.OK;
    }

    private String packageOf(NewProject project) {
        String chosen = packageName;
        if (chosen == null) {
            return project.packageName().orElseThrow(() -> new UsageException(
                    "neither the sources nor a build file of " + project.folder() + " say which package is the project's",
                    "name one with --package, such as --package com.acme"));
        }
        if (!SourceVersion.isName(chosen)) {
            throw new UsageException("--package is the name of a Java package, not '" + chosen + "'");
        }
        return chosen;
    }

    private InitFile write(Path file, String content) {
        try {
            if (Files.exists(file)) {
                boolean same = RegularFile.text(file).equals(content);
                return new InitFile(file, content, same ? State.SAME : State.KEPT);
            }
            if (print) {
                return new InitFile(file, content, State.SHOWN);
            }
            if (file.getParent() != null) {
                Files.createDirectories(file.getParent());
            }
            Files.writeString(file, content, StandardOpenOption.CREATE_NEW);
            return new InitFile(file, content, State.WRITTEN);
        } catch (FileAlreadyExistsException e) {
            return new InitFile(file, content, State.KEPT);
        } catch (IOException e) {
            throw new UncheckedIOException("can't write " + file + ": " + e, e);
        }
    }

    private static String content(Path buildFile) {
        try {
            return Files.readString(buildFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String defsYaml(NewProject project) {
        return """
                # One source of truth for the compiler, the programs and the command line. Paths are relative to this folder.
                type: dagster_rocky.RockyComponent
                attributes:
                  config_path: %s
                %s  dag_mode: true
                  defs_state: {path: %s}
                  # Environments: where only the catalog differs, as in dev and prod, this makes all of them compile to the same
                  # constants.
                  # translation: {key: {model: "{schema}/{table}"}}
                """.formatted(
                        scalar(project.relative(project.toml())),
                        project.modelsFolder().map(models -> "  models_dir: " + scalar(models) + "\n").orElse(""),
                        scalar(project.snapshot()));
    }

    /** Returns a text as YAML, quoted where it needs to be. */
    private static String scalar(String text) {
        return text.matches("[\\w/][\\w./-]*") ? text : "'" + text.replace("'", "''") + "'";
    }

    private String source(String inPackage) {
        return """
                package %s;

                import dev.rockyjava.annotation.RockyAssets;

                /** The Rocky project of {@code defs.yaml}. {@code %sAssets} and {@code %sDefinitions} are generated from it. */
                @RockyAssets(defs = "defs.yaml")
                interface %s {}
                """.formatted(inPackage, type, type, type);
    }

    private String text(NewProject project, String inPackage, List<InitFile> files, Optional<String> lines) {
        StringBuilder text = new StringBuilder();
        for (InitFile file : files) {
            text.append(project.relative(file.file())).append(": ").append(file.state().text).append('\n');
            if (print) {
                text.append('\n').append(indented(file.content())).append('\n');
            }
        }
        project.buildFile().ifPresentOrElse(
                build -> text.append(lines.map(found ->
                                "\nAdd to " + build.getFileName() + ":\n\n" + indented(found) + "\n")
                        .orElse(build.getFileName() + ": has all lines already\n")),
                () -> text.append("There is no pom.xml and no build.gradle in ").append(project.folder())
                        .append(". This is a pom.xml for it:\n\n")
                        .append(indented(BuildLines.pom(inPackage, type.toLowerCase(Locale.ROOT))))
                        .append('\n'));
        if (!Files.exists(project.folder().resolve(".gitignore"))) {
            text.append("If the project is in git, lines for its .gitignore, of the engine's state and of databases:\n\n")
                    .append(indented(IGNORED))
                    .append('\n');
        }
        if (!print) {
            text.append("Next:\n");
            next(project).forEach(line -> text.append("  ").append(line).append('\n'));
        }
        return text.toString();
    }

    private static String indented(String text) {
        return text.replaceAll("(?m)^(?=.)", "    ");
    }

    private List<String> next(NewProject project) {
        List<String> next = new ArrayList<>();
        if (CliEngine.findOnPath().isEmpty()) {
            next.add("install rocky, which isn't on the PATH: " + EngineNotFoundException.INSTALLATION);
        }
        boolean here = project.folder().equals(Path.of("").toAbsolutePath());
        List<String> refresh = here ? List.of("refresh") : List.of("refresh", "--project", project.folder().toString());
        next.add(session.callLine().with(refresh));
        boolean gradle = project.buildFile().filter(build -> !build.endsWith("pom.xml")).isPresent();
        next.add(gradle ? "gradle compileJava" : "mvn compile");
        return next;
    }

    private ObjectNode json(NewProject project, List<InitFile> files, Optional<String> lines) {
        ObjectNode json = session.object();
        ArrayNode all = json.putArray("files");
        files.forEach(file -> all.addObject()
                .put("path", file.file().toString())
                .put("state", file.state().word)
                .put("content", file.content()));
        project.buildFile().ifPresent(build -> json.put("build_file", build.toString()));
        lines.ifPresent(found -> json.put("build_lines", found));
        return json;
    }
}
