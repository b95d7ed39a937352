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
            return new EngineBusyException(loss.get() + ", so " + name
                    + " was refused and nothing was executed. Try again when it has ended");
        }
        return new EngineCommandException(
                message(finished.exitCode(), name, reason, engineState), finished.exitCode(), finished.log().tail());
    }

    private static String message(int exitCode, String name, String reason, Path engineState) {
        String said = reason.isEmpty() ? "It gave no reason." : "The engine said:\n" + reason;
        Optional<String> signal = Signals.of(exitCode);
        if (signal.isPresent()) {
            return name + " was ended by " + signal.get()
                    + "; what it had done until then may stay. Look for who sent it: the machine, when memory runs out, or"
                    + " a person. " + said;
        }
        if (exitCode == USAGE_ERROR) {
            return name + " was refused as a wrong command line (exit status 2), nothing was executed. Check that this"
                    + " version of rocky knows these arguments. " + said;
        }
        return name + " failed with exit status " + exitCode + " and no document. " + missingFolder(reason, engineState) + said;
    }

    /**
     * The engine doesn't create the folder of its state; its message names the file in the folder that it can't open.
     */
    private static String missingFolder(String reason, Path engineState) {
        Path folder = engineState.getParent();
        return reason.contains("failed to open state store") && folder != null && !Files.isDirectory(folder)
                ? "There is no folder " + folder + " for the engine's state, and the engine doesn't make it; make it first:"
                        + " mkdir -p " + ShellWords.quoted(folder.toString()) + "\n"
                : "";
    }

    /** Returns whether the exit code and the output are those of setsid for a program that it can't start. */
    static boolean wasNotStarted(ProcessResult finished) {
        return (finished.exitCode() == 126 || finished.exitCode() == 127)
                && finished.log().reason().contains("setsid:");
    }
}
