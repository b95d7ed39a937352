package dev.rockyjava.engine;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The engine printed something that is not the document it should be. What was done in the warehouse is unknown. */
public final class EngineOutputException extends EngineException {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final int SHOWN = 200;

    /**
     * @param message what is wrong with it
     * @param output what was printed; the message shows its beginning
     */
    public EngineOutputException(String message, String output) {
        this(message, output, null);
    }

    /**
     * @param message what is wrong with it
     * @param output what was printed; the message shows its beginning
     */
    public EngineOutputException(String message, String output, @Nullable Throwable cause) {
        super(message + "; it begins: " + beginning(output), cause, true);
    }

    /** The same with the engine that printed it: often it is one that this library doesn't know. */
    public EngineOutputException(EngineOutputException same, EngineInfo engine) {
        super(
                same.getMessage() + "\nThat was " + engine
                        + "; use a version of rocky-java that knows it, or give it another engine",
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
}
