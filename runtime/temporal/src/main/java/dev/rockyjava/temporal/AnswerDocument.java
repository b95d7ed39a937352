package dev.rockyjava.temporal;

import dev.rockyjava.engine.EngineFailure;
import java.util.List;
import java.util.Optional;

/**
 * What a call of the engine returned or threw, as it travels to the driver. One of the first four members after the
 * version is present.
 *
 * @param reply the answer to a run
 * @param queried the document that answers a query
 * @param failure the engine's exception
 * @param refused why the worker didn't start the call
 * @param bug any other exception, as text
 * @param log the last lines that the engine logged
 */
record AnswerDocument(
        int version,
        Optional<Reply> reply,
        Optional<String> queried,
        Optional<EngineFailure> failure,
        Optional<Refusal> refused,
        Optional<String> bug,
        LogLines log) {

    /** See {@code EngineReply}; the document is as the engine prints it. */
    record Reply(int exitCode, String document, List<String> logTail) {}

    /** Either the project isn't valid or isn't the same there, or the worker is of another version. */
    record Refusal(boolean ofVersion, String problem, String hint) {}

    /** Returns whether the workflow of the call counts as failed. */
    boolean failed() {
        return queried.isEmpty() && reply.filter(answer -> answer.exitCode() == 0).isEmpty();
    }

    private static AnswerDocument of(
            Optional<Reply> reply,
            Optional<String> queried,
            Optional<EngineFailure> failure,
            Optional<Refusal> refused,
            Optional<String> bug,
            LogLines log) {
        return new AnswerDocument(
                Documents.VERSION, reply, queried, failure, refused, bug, log);
    }

    static AnswerDocument replied(Reply reply, LogLines log) {
        return of(Optional.of(reply), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), log);
    }

    static AnswerDocument queried(String json, LogLines log) {
        return of(Optional.empty(), Optional.of(json), Optional.empty(), Optional.empty(), Optional.empty(), log);
    }

    static AnswerDocument failed(EngineFailure failure, LogLines log) {
        return of(Optional.empty(), Optional.empty(), Optional.of(failure), Optional.empty(), Optional.empty(), log);
    }

    static AnswerDocument refused(boolean ofVersion, String problem, String hint) {
        return of(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(new Refusal(ofVersion, problem, hint)),
                Optional.empty(), LogLines.NONE);
    }

    static AnswerDocument bug(String text, LogLines log) {
        return of(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(text), log);
    }

    /** Returns what the cluster's own screens show of a failure. */
    String summary() {
        return failure.map(EngineFailure::message)
                .or(() -> refused.map(Refusal::problem))
                .or(() -> bug)
                .orElseGet(() -> "the engine's answer has exit code " + reply.map(Reply::exitCode).orElse(0));
    }
}
