package dev.rockyjava.cli;

import dev.rockyjava.StaleDefinitionsException;
import dev.rockyjava.asset.EmptySelectionException;
import dev.rockyjava.asset.SelectionSyntaxException;
import dev.rockyjava.asset.UnknownAssetException;
import dev.rockyjava.config.ConfigException;
import dev.rockyjava.engine.EngineException;
import dev.rockyjava.engine.EngineInterruptedException;
import dev.rockyjava.engine.ProjectException;
import dev.rockyjava.run.JournalException;
import dev.rockyjava.run.RunLockedException;
import dev.rockyjava.state.SnapshotException;
import dev.rockyjava.state.StateStoreException;
import dev.rockyjava.translate.TranslationException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what was thrown into one message and an exit status. Only a fault of this program shows its stack unasked. */
final class Failures implements IExecutionExceptionHandler {

    private static final List<Class<? extends Exception>> MISTAKES = List.of(
            UsageException.class,
            UnknownAssetException.class,
            SelectionSyntaxException.class,
            EmptySelectionException.class);

    private static final List<Class<? extends Exception>> TROUBLES = List.of(
            EngineException.class,
            ProjectException.class,
            ConfigException.class,
            SnapshotException.class,
            StateStoreException.class,
            TranslationException.class,
            JournalException.class,
            RunLockedException.class,
            BusyException.class,
            StoppedException.class,
            StaleDefinitionsException.class,
            UncheckedIOException.class);

    private final Session session;
    private final Terminal terminal;

    Failures(Session session) {
        this.session = session;
        this.terminal = session.terminal();
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
        boolean mistake = isOne(e, MISTAKES);
        boolean known = mistake || isOne(e, TROUBLES);
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        terminal.say(known ? message : "this is a fault of rocky-java: " + e + "; please report it with what follows");
        if (session.options().verbose() || !known) {
            e.printStackTrace(terminal.err());
        }
        if (e instanceof EngineInterruptedException || e instanceof StoppedException) {
            return session.stopping().status();
        }
        return mistake ? ExitCodes.USAGE : ExitCodes.FAILED;
    }

    /** For arguments that can't be read. */
    int handleParseException(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        terminal.say(String.valueOf(e.getMessage()));
        if (!UnmatchedArgumentException.printSuggestions(e, new PrintWriter(terminal.err(), true))) {
            terminal.say("see '" + command.getCommandSpec().qualifiedName() + " --help'");
        }
        return ExitCodes.USAGE;
    }

    private static boolean isOne(Exception e, List<Class<? extends Exception>> types) {
        return types.stream().anyMatch(type -> type.isInstance(e));
    }
}
