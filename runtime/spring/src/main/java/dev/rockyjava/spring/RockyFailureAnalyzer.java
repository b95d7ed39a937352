package dev.rockyjava.spring;

import dev.rockyjava.config.ConfigException;
import dev.rockyjava.error.RockyException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows what is wrong with the Rocky project in sentences, in place of a stack trace, when the application can't start. */
final class RockyFailureAnalyzer extends AbstractFailureAnalyzer<RockyException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, RockyException cause) {
        String description = cause instanceof StartException start ? start.problem() : cause.getMessage();
        return new FailureAnalysis(description, cause.hint().orElseGet(() -> general(cause)), cause);
    }

    private static String general(RockyException cause) {
        return cause instanceof ConfigException
                ? "Correct what the description names. rocky.project is the folder that paths are relative to; by default it is"
                        + " the working directory."
                : "Correct what the description names, and start the application again.";
    }
}
