package dev.rockyjava.engine.cli;

import dev.rockyjava.engine.EngineBusyException;
import dev.rockyjava.engine.EngineCommandException;
import dev.rockyjava.engine.EngineException;
import dev.rockyjava.engine.EngineNotFoundException;
import dev.rockyjava.engine.LockLoss;
import dev.rockyjava.internal.text.ShellWords;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Determines why an engine that printed no document failed (ENGINE.md §1.7, §1.8, §4.1, §4.3, §4.5). */
final class FailureDiagnosis {

    private static final int USAGE_ERROR = 2;

    private FailureDiagnosis() {}

    /**
     * Returns the exception to throw.
     *
     * @param name the call, for the message
     */
    static EngineException of(ProcessResult finished, String name, Path engineState) {
        String reason = finished.log().reason();
        if (wasNotStarted(finished)) {
            return new EngineNotFoundException(
                    name + " can't be executed: " + reason,
                    "check that it is the rocky binary of this kind of machine",
                    null);
        }
        Optional<String> loss = LockLoss.describe(reason, engineState);
        if (loss.isPresent() && finished.text().isBlank()) {
            return new EngineBusyException(
                    loss.get() + ", so " + name + " was refused and nothing was executed", "try again when it has ended");
        }
        int exitCode = finished.exitCode();
        Optional<String> signal = Signals.of(exitCode);
        String problem = name;
        Optional<String> hint = Optional.empty();
        if (signal.isPresent()) {
            problem += " was ended by " + signal.get() + "; what it had done until then may stay";
            hint = Optional.of("look for who sent it: the machine, when memory runs out, or a person");
        } else if (exitCode == USAGE_ERROR) {
            problem += " was refused as a wrong command line (exit status 2), nothing was executed";
            hint = Optional.of("check that this version of rocky knows these arguments");
        } else {
            problem += " failed with exit status " + exitCode + " and no document";
            Optional<Path> missing = missingFolder(reason, engineState);
            if (missing.isPresent()) {
                problem += ". There is no folder " + missing.get() + " for the engine's state, and the engine doesn't make it";
                hint = Optional.of("make it first: mkdir -p " + ShellWords.quoted(missing.get().toString()));
            }
        }
        String message = problem + hint.map(next -> "; " + next + "\n").orElse(". ")
                + (reason.isEmpty() ? "It gave no reason." : "The engine said:\n" + reason);
        return new EngineCommandException(message, hint.orElse(null), exitCode, finished.log().tail());
    }

    /**
     * Returns the folder of the engine's state if it doesn't exist. The engine doesn't create it; its message names the
     * file in the folder that it can't open.
     */
    private static Optional<Path> missingFolder(String reason, Path engineState) {
        return Optional.ofNullable(engineState.getParent())
                .filter(folder -> reason.contains("failed to open state store") && !Files.isDirectory(folder));
    }

    /** Returns whether the exit code and the output are those of setsid for a program that it can't start. */
    static boolean wasNotStarted(ProcessResult finished) {
        return (finished.exitCode() == 126 || finished.exitCode() == 127)
                && finished.log().reason().contains("setsid:");
    }
}
