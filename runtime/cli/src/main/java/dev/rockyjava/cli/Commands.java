package dev.rockyjava.cli;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.cli.screen.Terminal;
import dev.rockyjava.engine.RockyEngine;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.IGetter;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/** Assembles the commands. */
final class Commands {

    private static final String ANY_PROJECT = """
            The project: a folder with defs.yaml or rocky.toml, one of these files, or a snapshot file; defs.yaml#KEY \
            of one with several components. Default: the working directory, or the nearest folder above it with one.""";

    private static final String OWN_PROJECT = """
            The project's folder. Default: the working directory, or the project that the program was built in.""";

    /** The folder of the definitions' cache, relative to the project. */
    private static final String DEFINITIONS = ".rocky-java/definitions";

    /** What picocli can do. */
    private static final int NARROWEST_HELP = 55;
    /** Longer lines are hard to read. */
    private static final int WIDEST_HELP = 100;
    /** A pager, usually. */
    private static final int HELP_IN_A_PIPE = 80;

    /** Its script completes the options of all commands. */
    private static final String NEEDS_ALL = "completion";

    private record Entry(Class<?> type, Function<Session, Callable<Integer>> create) {}

    private static final List<Entry> OF_APPLICATIONS = List.of(
            new Entry(ListCommand.class, ListCommand::new),
            new Entry(ShowCommand.class, ShowCommand::new),
            new Entry(GraphCommand.class, GraphCommand::new),
            new Entry(PlanCommand.class, PlanCommand::new),
            new Entry(MaterializeCommand.class, MaterializeCommand::new),
            new Entry(ResumeCommand.class, ResumeCommand::new),
            new Entry(StatusCommand.class, StatusCommand::new),
            new Entry(HistoryCommand.class, HistoryCommand::new),
            new Entry(RefreshCommand.class, RefreshCommand::new),
            new Entry(DiffCommand.class, DiffCommand::new),
            new Entry(DoctorCommand.class, DoctorCommand::new),
            new Entry(WorkerCommand.class, WorkerCommand::new),
            new Entry(CompletionCommand.class, CompletionCommand::new));

    private static final List<Entry> ANYWHERE = Stream.concat(
                    Stream.of(new Entry(InitCommand.class, InitCommand::new), new Entry(InstallCommand.class, InstallCommand::new)), OF_APPLICATIONS.stream())
            .toList();

    private Commands() {}

    /**
     * Returns the command line for some arguments. Commands that none of them names are known by name and description only,
     * since reading the options of all takes longer than most commands.
     *
     * @param components returns an application's project; null for any project that {@code --project} names
     */
    static CommandLine of(
            @Nullable Function<Path, RockyComponent> components,
            @Nullable Supplier<Definitions> compiled,
            @Nullable Function<RockyComponent, ? extends RockyEngine> engine,
            Terminal terminal,
            ProgramInvocation callLine,
            CommandTermination stopping,
            String... arguments) {
        RootCommand root = new RootCommand();
        CommandLine command = new CommandLine(root);
        NamedArgument named = new NamedArgument();
        command.getCommandSpec().addOption(project(named, components == null ? ANY_PROJECT : OWN_PROJECT));
        Supplier<Map<String, String>> places = () -> {
            Map<String, String> typed = new LinkedHashMap<>();
            if (!named.path.equals(Path.of(""))) {
                typed.put("--project", named.path.toString());
            }
            root.snapshot().ifPresent(file -> typed.put("--snapshot", file.toString()));
            return typed;
        };
        Session session = new Session(terminal, root.common(), callLine, stopping, places, snapshotGiven -> {
            boolean search = components == null && named.path.equals(ProjectFinder.HERE);
            Path place = search ? ProjectFinder.above(named.path) : named.path;
            if (!place.equals(named.path)) {
                terminal.say("the project in " + place);
            }
            RockyComponent project = components != null
                    ? components.apply(place)
                    : ProjectFinder.find(place, snapshotGiven || root.snapshot().isPresent(), terminal::warn);
            Optional<Path> yaml = ProjectFinder.yaml(components != null ? project.projectDirectory() : place);
            RockyComponent warning = project.withWarnings(terminal::warn);
            // Without a project there is no folder for files of this program.
            RockyComponent found = yaml.isPresent() || Files.exists(project.rockyToml())
                    ? warning.withDefinitionsCache(project.projectDirectory().resolve(DEFINITIONS))
                    : warning;
            return root.snapshot()
                    .map(file -> new Workspace(found.withSnapshotPath(file), null, engine, yaml))
                    .orElseGet(() -> new Workspace(found, compiled, engine, yaml));
        });
        Set<String> words = new HashSet<>(Arrays.asList(arguments));
        boolean all = words.contains(NEEDS_ALL) && !words.contains(CompletionCommand.WORDS);
        for (Entry entry : components == null ? ANYWHERE : OF_APPLICATIONS) {
            Command description = entry.type().getAnnotation(Command.class);
            if (all || words.contains(description.name())) {
                command.addSubcommand(entry.create().apply(session));
            } else {
                command.addSubcommand(unread(description));
            }
        }
        command.setExecutionStrategy(parsed -> {
            ParseResult last = parsed.asCommandLineList().get(parsed.asCommandLineList().size() - 1).getParseResult();
            if (session.options().html() && !(last.commandSpec().userObject() instanceof GraphCommand)) {
                throw new ParameterException(last.commandSpec().commandLine(), "only 'graph' prints html");
            }
            return new RunLast().execute(parsed);
        });
        return configured(command, session);
    }

    private static CommandSpec unread(Command description) {
        CommandSpec command = CommandSpec.create().name(description.name());
        command.usageMessage().description(description.description());
        return command;
    }

    private static OptionSpec project(NamedArgument named, String description) {
        return OptionSpec.builder("-p", "--project")
                .paramLabel("PATH")
                .type(Path.class)
                .getter(named)
                .setter(named)
                .scopeType(ScopeType.INHERIT)
                .description(description)
                .build();
    }

    /** The value of {@code --project}. */
    private static final class NamedArgument implements IGetter, ISetter {

        private Path path = Path.of("");

        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // it is the type that the option was given
        public <T> T get() {
            return (T) path;
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> T set(T value) {
            Path before = path;
            path = value == null ? Path.of("") : (Path) value;
            return (T) before;
        }
    }

    private static CommandLine configured(CommandLine command, Session session) {
        Terminal terminal = session.terminal();
        ExceptionHandler failures = new ExceptionHandler(session);
        command.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
        command.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
        command.setColorScheme(CommandLine.Help.defaultColorScheme(terminal.colour() ? Ansi.ON : Ansi.OFF));
        command.setUsageHelpWidth(terminal.width() == Integer.MAX_VALUE
                ? HELP_IN_A_PIPE
                : Math.max(NARROWEST_HELP, Math.min(terminal.width(), WIDEST_HELP)));
        typedAsShown(command, CommonOptions.Output.class);
        typedAsShown(command, GraphCommand.Format.class);
        command.setExpandAtFiles(false); // there is no such file, and a selection may begin with @
        command.setExecutionExceptionHandler(failures);
        command.setParameterExceptionHandler(failures::handleParseException);
        command.getCommandSpec().usageMessage().exitCodeListHeading("%nExit statuses:%n").exitCodeList(ExitCodes.help());
        return command;
    }

    /** Picocli alone would also accept the constants' names. */
    private static <E extends Enum<E>> void typedAsShown(CommandLine command, Class<E> type) {
        List<E> constants = List.of(type.getEnumConstants());
        command.registerConverter(type, word -> constants.stream()
                .filter(constant -> constant.toString().equals(word))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(
                        "expected one of " + constants + " (case-sensitive) but was '" + word + "'")));
    }
}
