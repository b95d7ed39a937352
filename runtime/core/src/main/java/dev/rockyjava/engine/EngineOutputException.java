package dev.rockyjava.engine;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The engine printed something other than the expected document. What was done in the warehouse is unknown. */
public final class EngineOutputException extends EngineException {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final int SHOWN = 200;

    /**
     * @param message what is wrong with the output
     * @param output what was printed; the message shows its beginning
     */
    public EngineOutputException(String message, String output) {
        this(message, output, (Throwable) null);
    }

    /**
     * @param message what is wrong with the output
     * @param output what was printed; the message shows its beginning
     */
    public EngineOutputException(String message, String output, @Nullable Throwable cause) {
        super(message + "; it begins: " + beginning(output), cause, true);
    }

    /**
     * @param problem what is wrong with the output
     * @param hint what to do next; appended to the problem in the message
     * @param output what was printed; the message shows its beginning
     */
    public EngineOutputException(String problem, String hint, String output) {
        super(true, problem + "; " + hint + "; it begins: " + beginning(output), hint);
    }

    /**
     * Adds the engine that printed the output to the message: often it is a version that this library doesn't know.
     */
    public EngineOutputException(EngineOutputException same, EngineInfo engine) {
        super(
                same.getMessage() + "\nThat was " + engine,
                "use a version of rocky-java that supports it, or another engine",
                same,
                true);
    }

    private static String beginning(String output) {
        String text = output.strip();
        if (text.isEmpty()) {
            return "(nothing)";
        }
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    EngineOutputException(EngineFailure facts) {
        super(facts.mayHaveWorked(), facts.message(), facts.hintOrNull());
    }
}
