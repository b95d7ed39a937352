package dev.rockyjava.engine.cli;

import dev.rockyjava.engine.EngineOutputException;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.internal.document.EngineDocuments;
import dev.rockyjava.internal.secret.Secrets;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Reads what an engine that ended by itself printed: a document, or the reason why there is none (ENGINE.md §1.7,
 * §1.8, §5).
 *
 * @param engineState the file that the engine uses
 */
record OutputReader(Supplier<Path> engineState, Secrets secrets) {

    /** Returns the answer to a run. A document is an answer regardless of the exit code. */
    EngineReply reply(ProcessResult finished, String name) {
        requireDocument(finished, name);
        try {
            return new EngineReply(
                    finished.exitCode(),
                    EngineDocuments.parse(finished.stdout(), secrets::mask),
                    finished.log().tail());
        } catch (EngineOutputException e) {
            throw cutShort(finished) ? FailureDiagnosis.of(finished, name, engineState.get()) : e;
        }
    }

    /**
     * Returns the answer to a query, as printed except that secrets are masked. Only {@code compile} prints a
     * document when it fails (ENGINE.md §2.3).
     */
    String document(QueryRequest request, ProcessResult finished, String name) {
        requireDocument(finished, name);
        boolean answered = finished.exitCode() == 0
                || finished.exitCode() == 1 && request instanceof QueryRequest.Compile;
        if (!answered) {
            throw FailureDiagnosis.of(finished, name, engineState.get());
        }
        String document = finished.text();
        EngineDocuments.require(document, request.command(), secrets::mask);
        return EngineDocuments.masked(document, secrets::mask);
    }

    private void requireDocument(ProcessResult finished, String name) {
        if (finished.hasDocument()) {
            return;
        }
        if (finished.exitCode() != 0) {
            throw FailureDiagnosis.of(finished, name, engineState.get());
        }
        throw new EngineOutputException(
                name + " ended with exit status 0 but printed no JSON document",
                "check that it is the real rocky",
                secrets.mask(finished.text()));
    }

    // A signal can leave half a document.
    private static boolean cutShort(ProcessResult finished) {
        return Signals.of(finished.exitCode()).isPresent();
    }
}
