package dev.rockyjava.cli;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.cli.screen.Terminal;
import dev.rockyjava.engine.RockyEngine;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The command line. An application adds it, over the definitions that it was compiled with, in one line:
 *
 * <pre>{@code
 * public static void main(String[] args) {
 *     RockyCli.main(args, WarehouseDefinitions::get, WarehouseDefinitions::component);
 * }
 * }</pre>
 *
 * <p>Run as a program, it works on the project that {@code --project} names. Exit statuses are those of
 * {@link ExitCodes}.
 */
public final class RockyCli {

    static final String NAME = "rocky-java";

    /** Longer than the ten seconds that an engine gets to end before it is killed. */
    private static final long GOODBYE_SECONDS = 15;

    private final @Nullable Function<Path, RockyComponent> components;
    private final @Nullable Supplier<Definitions> compiled;
    private final @Nullable Function<RockyComponent, ? extends RockyEngine> engine;
    private final @Nullable String name;

    private RockyCli(
            @Nullable Function<Path, RockyComponent> components,
            @Nullable Supplier<Definitions> compiled,
            @Nullable Function<RockyComponent, ? extends RockyEngine> engine,
            @Nullable String name) {
        this.name = name;
        this.components = components;
        this.compiled = compiled;
        this.engine = engine;
    }

    /** Creates a command line for the project that its {@code --project} names. */
    public static RockyCli ofProject() {
        return new RockyCli(null, null, null, null);
    }

    /**
     * Creates a command line for an application.
     *
     * @param definitions returns the definitions that the application was compiled with:
     *     {@code WarehouseDefinitions::get}
     * @param component returns the same project, which decides what refresh writes and which engine runs:
     *     {@code WarehouseDefinitions::component}. Called when a command needs it, with the folder that
     *     {@code --project} names, or the empty path
     */
    public static RockyCli of(Supplier<Definitions> definitions, Function<Path, RockyComponent> component) {
        return new RockyCli(component, definitions, null, null);
    }

    /**
     * Returns a command line that uses another engine than the component's.
     *
     * @param engine creates an engine for the project of each command that needs one; the command closes it:
     *     {@code component -> EmbeddedEngine.open(component.rockyToml())}
     */
    public RockyCli withEngine(Function<RockyComponent, ? extends RockyEngine> engine) {
        return new RockyCli(components, compiled, engine, name);
    }

    /**
     * Returns a command line that has a name: in its help, and in the commands that its messages offer. By default those
     * begin as this process was started, with {@code java -jar app.jar} for example.
     *
     * @param name what users type to start it, such as {@code warehouse}
     */
    public RockyCli withName(String name) {
        return new RockyCli(components, compiled, engine, name);
    }

    /** Executes one command on the project that {@code --project} names, and exits the process. */
    public static void main(String[] args) {
        // The commands print these themselves. A property that is already set is kept.
        logging("log.dev.rockyjava", "warn");
        logging("log.dev.rockyjava.refresh.WriteEvent$LeftOut", "off");
        logging("log.dev.rockyjava.engine.cli.EngineStateFile", "off");
        logging("log.dev.rockyjava.refresh.WriteEvent$CompileProblems", "off");
        // Other log lines get the format of the commands' own warnings.
        logging("showThreadName", "false");
        logging("showLogName", "false");
        logging("warnLevelString", "warning:");
        ofProject().runAndExit(args);
    }

    private static void logging(String name, String value) {
        String property = "org.slf4j.simpleLogger." + name;
        System.setProperty(property, System.getProperty(property, value));
    }

    /** Executes one command of an application, see {@link #of}, and exits the process. */
    public static void main(
            String[] args, Supplier<Definitions> definitions, Function<Path, RockyComponent> component) {
        of(definitions, component).runAndExit(args);
    }

    /** Executes one command on the streams of this process, and exits it. On a signal a run ends in an orderly way. */
    public void runAndExit(String... args) {
        CommandTermination stopping = new CommandTermination();
        CountDownLatch done = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(
                () -> {
                    stopping.stop();
                    try {
                        done.await(GOODBYE_SECONDS, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "rocky-cli-goodbye"));
        int status;
        try {
            status = execute(
                    Terminal.ofProcess(CommonOptions.noColour(args)),
                    name == null ? ProgramInvocation.ofProcess(NAME, args) : ProgramInvocation.of(name),
                    stopping,
                    args);
        } finally {
            done.countDown();
        }
        System.exit(status);
    }

    /**
     * Executes one command and returns.
     *
     * @param out receives results; JSON is always UTF-8
     * @param err receives everything else
     * @return one of {@link ExitCodes}
     */
    public int run(PrintStream out, PrintStream err, String... args) {
        return execute(new Terminal(out, err), ProgramInvocation.of(name == null ? NAME : name),
                new CommandTermination(), args);
    }

    private int execute(Terminal terminal, ProgramInvocation callLine, CommandTermination stopping, String... args) {
        int status = Commands.of(components, compiled, engine, terminal, callLine, stopping, args)
                .setCommandName(name == null ? NAME : name)
                .execute(args);
        Terminal.Delivery delivery = terminal.delivery();
        if (status != ExitCodes.OK) {
            return status;
        }
        return switch (delivery) {
            case COMPLETE -> ExitCodes.OK;
            case NO_READER -> ExitCodes.NO_READER;
            case FAILED -> ExitCodes.FAILED;
        };
    }
}
