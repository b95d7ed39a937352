package dev.rockyjava.engine;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The engine gave no answer that can be read. The subclass says why; the message says what to do next. */
public abstract sealed class EngineException extends RuntimeException
        permits EngineNotFoundException, EngineVersionException, EngineTimeoutException, EngineCommandException,
                EngineBusyException, EngineOutputException, EngineInterruptedException, UnsupportedByEngineException {

    @Serial
    private static final long serialVersionUID = 1L;

    EngineException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
