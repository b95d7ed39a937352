package dev.rockyjava.cli;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.internal.file.IgnoredFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints a completion script. */
@Command(
        name = "completion",
        description = """
                Print a script that completes commands, options, assets, groups, tags and kinds in bash and zsh.""",
        footer = {
            "",
            """
            The shell completes the words after a name, so it must be the one that you type; 'install' gives the jar one.""",
            "",
            "Example:",
            "  source <(rocky-java completion)",
            "  source <(my-warehouse completion --name my-warehouse)"
        })
final class CompletionCommand implements Callable<Integer> {

    private final Session session;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "The command that is typed. Default: ${ROOT-COMMAND-NAME}.")
    private @Nullable String name;

    /** For the script itself. */
    static final String WORDS = "--words";

    @Option(names = WORDS, hidden = true)
    private boolean words;

    @Spec
    private @Nullable CommandSpec spec;

    CompletionCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (words) {
            words();
            return ExitCodes.OK;
        }
        CommandLine root = Objects.requireNonNull(spec).root().commandLine();
        String typed = name == null ? root.getCommandName() : name;
        if (!typed.matches("[A-Za-z0-9][\\w.-]*")) {
            throw new UsageException("--name is the name of a command, without a folder, not '" + typed + "'");
        }
        session.terminal().print(AutoComplete.bash(typed, root) + AssetCompletion.script(typed, root.getCommandSpec()));
        return ExitCodes.OK;
    }

    private void words() {
        String words = String.join("\n", AssetCompletion.words(session.definitions())) + "\n";
        RockyComponent component = session.workspace().component();
        Path snapshot = component.snapshotPath();
        // Another snapshot, or one of several components, has other words than the project, whose folder the file is in.
        boolean ofFolder = !session.places().containsKey("--snapshot")
                && Files.isDirectory(Path.of(session.places().getOrDefault("--project", ".")));
        if (ofFolder && Files.isRegularFile(snapshot)) {
            Path index = component.projectDirectory().resolve(AssetCompletion.INDEX);
            try {
                IgnoredFolder.hide(Files.createDirectories(index.resolveSibling("")));
                Path written = Files.writeString(
                        Files.createTempFile(index.resolveSibling(""), "completion", ""), snapshot.toAbsolutePath() + "\n" + words);
                Files.move(written, index, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                // the shell gets the words anyway
            }
        }
        session.terminal().print(words);
    }
}
