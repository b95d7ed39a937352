package dev.rockyjava.cli;

import dev.rockyjava.cli.screen.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Executes what is used most, on a small project, so that a JVM can note which classes that loads. */
final class ClassesInUse {

    private static final List<String> FILES = List.of("defs.yaml", "rocky.toml", "snapshot.json");

    /** What many type. */
    static final List<String> MISTAKE = List.of("lst");

    /** None calls the engine. The first ones build the definitions, the others find those that were kept. */
    static final List<List<String>> COMMANDS = List.of(
            List.of("--help"),
            List.of("list"),
            List.of("list", "group:marts or +daily", "-o", "json"),
            List.of("show", "daily"),
            List.of("graph"),
            List.of("plan", "*"),
            List.of("status"),
            List.of("history"),
            List.of("diff", "snapshot.json"),
            List.of("completion", CompletionCommand.WORDS),
            List.of("status", "--help"),
            MISTAKE);

    private ClassesInUse() {}

    /**
     * Executes the commands.
     *
     * @param arguments an empty folder, for the project
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        writeProject(folder);
        // What a process needs before its command.
        Terminal.ofProcess(false);
        ProgramInvocation.ofProcess(RockyCli.NAME);
        RockyCli cli = RockyCli.ofProject();
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        for (List<String> command : COMMANDS) {
            cli.run(nowhere, nowhere, inProject(folder, command));
        }
    }

    static void writeProject(Path folder) throws IOException {
        for (String name : FILES) {
            try (InputStream in = ClassesInUse.class.getResourceAsStream("install/" + name)) {
                Files.copy(Objects.requireNonNull(in), folder.resolve(name));
            }
        }
    }

    static String[] inProject(Path folder, List<String> command) {
        return Stream.concat(
                        command.stream().map(word -> FILES.contains(word) ? folder.resolve(word).toString() : word),
                        Stream.of("--project", folder.toString()))
                .toArray(String[]::new);
    }
}
