package dev.rockyjava.cli;

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
        description = "Print a script that completes commands and options in bash and zsh.",
        footer = {
            "",
            """
            The shell completes the words after a name, so it must be the one that you type. For the jar, an \
            executable file rocky-java in a folder of the PATH gives it one:""",
            "  #!/bin/sh",
            "  exec java -jar /path/to/rocky-cli-all.jar \"$@\"",
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

    @Spec
    private @Nullable CommandSpec spec;

    CompletionCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        CommandLine root = Objects.requireNonNull(spec).root().commandLine();
        String typed = name == null ? root.getCommandName() : name;
        if (!typed.matches("[A-Za-z0-9][\\w.-]*")) {
            throw new UsageException("--name is the name of a command, without a folder, not '" + typed + "'");
        }
        session.terminal().print(AutoComplete.bash(typed, root));
        return ExitCodes.OK;
    }
}
