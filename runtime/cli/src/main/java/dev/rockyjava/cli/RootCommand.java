package dev.rockyjava.cli;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The options of the program itself. */
@Command(
        name = "rocky-java",
        description = "Work with the assets of a Rocky project: look at them, materialize them, refresh their snapshot.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Version.class)
final class RootCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(
            names = {"-s", "--snapshot"},
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Work on this snapshot file instead of the project's own.")
    private @Nullable Path snapshot;

    @Option(names = "--version", versionHelp = true, description = "Print the version.")
    @SuppressWarnings("unused") // picocli acts on it
    private boolean version;

    /** Without a command, prints the help, as {@code --help} does. */
    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec).commandLine();
        command.usage(command.getOut());
        return ExitCodes.OK;
    }

    CommonOptions common() {
        return common;
    }

    Optional<Path> snapshot() {
        return Optional.ofNullable(snapshot);
    }
}
