package dev.rockyjava.cli;

import dev.rockyjava.asset.NearestKeys;
import dev.rockyjava.asset.UnknownAssetException;
import dev.rockyjava.asset.selection.AmbiguousAssetException;
import dev.rockyjava.asset.selection.EmptySelectionException;
import dev.rockyjava.asset.selection.SelectionSyntaxException;
import dev.rockyjava.cli.CommonOptions.Output;
import dev.rockyjava.cli.json.ErrorJson;
import dev.rockyjava.cli.screen.Terminal;
import dev.rockyjava.engine.EngineInterruptedException;
import dev.rockyjava.error.RockyException;
import dev.rockyjava.internal.file.FileFailure;
import dev.rockyjava.internal.text.DidYouMean;
import dev.rockyjava.run.history.SelectionWords;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import picocli.CommandLine;

/**
 * Turns an exception into one message and an exit status. The stack trace is printed with {@code --verbose}, and for
 * an unexpected exception always.
 */
final class ExceptionHandler implements IExecutionExceptionHandler {

    private static final List<Class<? extends RockyException>> MISTAKES = List.of(
            UsageException.class,
            UnknownAssetException.class,
            AmbiguousAssetException.class,
            SelectionSyntaxException.class,
            EmptySelectionException.class);

    private static final String SELECTION = "SELECTION";

    /** What the Maven plugin and other tools call a command. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "verify", "refresh --check", "check", "refresh --check", "run", "materialize", "build", "materialize", "retry", "resume");

    private final Session session;
    private final Terminal terminal;

    ExceptionHandler(Session session) {
        this.session = session;
        this.terminal = session.terminal();
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
        if (nothingToDo(e)) {
            return session.nothingToDo(String.valueOf(e.getMessage()));
        }
        boolean mistake = mistake(e);
        boolean known = known(e);
        String text = e instanceof UnknownAssetException unknown ? session.notInSnapshot(unknown).orElseGet(() -> text(e)) : text(e);
        terminal.say(text);
        if (e instanceof UnknownAssetException || e instanceof EmptySelectionException) { // what isn't found may be new
            session.warnOfNewerFiles();
        }
        if (session.options().verbose() || !known) {
            e.printStackTrace(terminal.err());
        }
        garbled(parsed.originalArgs());
        boolean ended = e instanceof EngineInterruptedException || e instanceof StoppedException;
        int status = ended ? session.stopping().status() : mistake ? ExitCodes.USAGE : ExitCodes.FAILED;
        if (session.json()) {
            session.print(ErrorJson.of(session.object(), status, text, e));
        }
        return status;
    }

    /** Returns whether the arguments are wrong, rather than something that they name. */
    static boolean mistake(Exception e) {
        return MISTAKES.stream().anyMatch(type -> type.isInstance(e));
    }

    /** Returns whether the exception only says that a selection is empty, as it may be. */
    static boolean nothingToDo(Exception e) {
        return e instanceof EmptySelectionException empty && empty.nothingToDo();
    }

    /** Returns what users are told. */
    static String text(Exception e) {
        if (e instanceof InvalidPathException name) {
            return FileFailure.text(e) + "; " + FileFailure.localeAdvice(name.getInput()).orElse("give another name");
        }
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        return known(e) ? message : "this is a fault of rocky-java: " + e + "; please report it with what follows";
    }

    private static boolean known(Exception e) {
        return e instanceof RockyException || e instanceof UncheckedIOException || e instanceof InvalidPathException;
    }

    /** Handles arguments that can't be parsed. */
    int handleParseException(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        Optional<String> noCommand = Optional.of(e)
                .filter(UnmatchedArgumentException.class::isInstance)
                .flatMap(unmatched -> wrongCommand((UnmatchedArgumentException) unmatched));
        List<String> near = noCommand
                .map(word -> Optional.ofNullable(ELSEWHERE.get(word)).map(List::of)
                        .orElseGet(() -> NearestKeys.ofNames(word, command.getSubcommands().keySet())))
                .orElseGet(() -> e instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of());
        String message = noCommand
                .map(word -> "there is no command '" + word + "'" + DidYouMean.of(near, ""))
                .or(() -> missing(e))
                .orElse(String.valueOf(e.getMessage()));
        terminal.say(message);
        if (e instanceof UnmatchedArgumentException unmatched && isSplitSelection(unmatched)) {
            terminal.say("a selection is one argument: quote it for the shell, as in " + command.getCommandName() + " '*'");
        } else if (e instanceof UnmatchedArgumentException unmatched && selectionAsOption(unmatched).isPresent()) {
            terminal.say("a selection is an argument, not an option: " + command.getCommandName() + " " + selectionAsOption(unmatched).get());
        } else if (noCommand.isPresent() ? near.isEmpty() : !UnmatchedArgumentException.printSuggestions(e, command.getErr())) {
            List<String> words = new ArrayList<>(List.of(command.getCommandSpec().qualifiedName().split(" ")));
            words.add("--help");
            terminal.say("see '" + session.callLine().with(words.subList(1, words.size())) + "'");
        }
        garbled(List.of(arguments));
        Output form = CommonOptions.typed(arguments);
        if (form != Output.TEXT) {
            session.print(
                    ErrorJson.of(session.object(), ExitCodes.USAGE, message, near), form == Output.JSONL);
        }
        return ExitCodes.USAGE;
    }

    private static Optional<String> missing(ParameterException e) {
        String command = e.getCommandLine().getCommandName();
        return e instanceof MissingParameterException missing
                        && missing.getMissing().stream().anyMatch(argument -> argument.paramLabel().equals(SELECTION))
                ? Optional.of(command + " needs a selection: " + command + " '*' for all assets, " + command
                        + " '+orders' for one and its upstream")
                : Optional.empty();
    }

    /** Returns the word that stands where a command is expected; empty if another argument is wrong. */
    private static Optional<String> wrongCommand(UnmatchedArgumentException e) {
        boolean expected = !e.getCommandLine().getSubcommands().isEmpty();
        return e.getUnmatched().stream().findFirst().filter(word -> expected && !word.startsWith("-"));
    }

    /** Returns the selection that was typed as an option, as other tools take it; empty if another argument is wrong. */
    private static Optional<String> selectionAsOption(UnmatchedArgumentException e) {
        return e.getUnmatched().stream()
                .filter(word -> word.startsWith("--") && takesSelection(e))
                .map(word -> word.substring(2).split("=", 2)[0])
                .filter(word -> word.equals("select") || SelectionWords.OF_RUNS.contains(word))
                .map(word -> word.equals("select") ? SELECTION : word)
                .findFirst();
    }

    private static boolean takesSelection(UnmatchedArgumentException e) {
        return e.getCommandLine().getCommandSpec().positionalParameters().stream()
                .anyMatch(parameter -> parameter.paramLabel().equals(SELECTION));
    }

    /**
     * Returns whether the shell seems to have split a selection into several arguments, as it does for an unquoted
     * asterisk.
     */
    private static boolean isSplitSelection(UnmatchedArgumentException e) {
        return takesSelection(e) && e.getUnmatched().stream().noneMatch(word -> word.startsWith("-"));
    }

    // Java decodes arguments by the locale; what the locale can't express is lost before a program sees it.
    private void garbled(List<String> arguments) {
        if (arguments.stream().anyMatch(argument -> argument.indexOf('\ufffd') >= 0)) {
            terminal.say("the locale of this process (" + System.getProperty("sun.jnu.encoding", "unknown")
                    + ") can't express all characters of the command; set LC_ALL=C.UTF-8, for example");
        }
    }
}
