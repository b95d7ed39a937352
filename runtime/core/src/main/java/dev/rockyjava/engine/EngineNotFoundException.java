package dev.rockyjava.engine;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The binary doesn't exist or can't be executed. */
public final class EngineNotFoundException extends EngineException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** The page that says how to install the binary. */
    public static final String INSTALLATION = "https://github.com/rocky-data/rocky#try-it-in-60-seconds";

    /**
     * @param problem what happened and where
     * @param hint what to do next; appended to the problem in the message
     */
    public EngineNotFoundException(String problem, String hint, @Nullable Throwable cause) {
        super(problem, hint, cause, false);
    }

    EngineNotFoundException(EngineFailure facts) {
        super(facts.mayHaveWorked(), facts.message(), facts.hintOrNull());
    }
}
