package dev.rockyjava.engine;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The facts of an {@link EngineException}, with which an engine on another machine can report it.
 *
 * @param kind which exception it is
 * @param message see {@link EngineException#getMessage()}
 * @param hint see {@link EngineException#hint()}
 * @param mayHaveWorked see {@link EngineException#mayHaveWorked()}
 * @param exitCode see {@link EngineCommandException#exitCode()}; empty for the other kinds
 * @param logTail see {@link EngineCommandException#logTail()}; empty for the other kinds
 */
public record EngineFailure(
        Kind kind, String message, Optional<String> hint, boolean mayHaveWorked, OptionalInt exitCode, List<String> logTail) {

    /** The kinds of exceptions. */
    public enum Kind {
        /** {@link EngineNotFoundException}. */
        NOT_FOUND,
        /** {@link EngineVersionException}. */
        VERSION,
        /** {@link EngineTimeoutException}. */
        TIMEOUT,
        /** {@link EngineCommandException}. */
        COMMAND,
        /** {@link EngineBusyException}. */
        BUSY,
        /** {@link EngineOutputException}. */
        OUTPUT,
        /** {@link EngineInterruptedException}. */
        INTERRUPTED,
        /** {@link UnsupportedByEngineException}. */
        UNSUPPORTED
    }

    public EngineFailure {
        logTail = List.copyOf(logTail);
    }

    /** Returns the facts of an exception. */
    public static EngineFailure of(EngineException thrown) {
        EngineCommandException command = thrown instanceof EngineCommandException e ? e : null;
        return new EngineFailure(
                kind(thrown),
                String.valueOf(thrown.getMessage()),
                thrown.hint(),
                thrown.mayHaveWorked(),
                command == null ? OptionalInt.empty() : OptionalInt.of(command.exitCode()),
                command == null ? List.of() : command.logTail());
    }

    private static Kind kind(EngineException thrown) {
        if (thrown instanceof EngineNotFoundException) {
            return Kind.NOT_FOUND;
        }
        if (thrown instanceof EngineVersionException) {
            return Kind.VERSION;
        }
        if (thrown instanceof EngineTimeoutException) {
            return Kind.TIMEOUT;
        }
        if (thrown instanceof EngineCommandException) {
            return Kind.COMMAND;
        }
        if (thrown instanceof EngineBusyException) {
            return Kind.BUSY;
        }
        if (thrown instanceof EngineOutputException) {
            return Kind.OUTPUT;
        }
        if (thrown instanceof EngineInterruptedException) {
            return Kind.INTERRUPTED;
        }
        if (thrown instanceof UnsupportedByEngineException) {
            return Kind.UNSUPPORTED;
        }
        throw new IllegalArgumentException("no kind is known of " + thrown.getClass());
    }

    /** Returns an exception with these facts. */
    public EngineException exception() {
        return switch (kind) {
            case NOT_FOUND -> new EngineNotFoundException(this);
            case VERSION -> new EngineVersionException(this);
            case TIMEOUT -> new EngineTimeoutException(this);
            case COMMAND -> new EngineCommandException(this);
            case BUSY -> new EngineBusyException(this);
            case OUTPUT -> new EngineOutputException(this);
            case INTERRUPTED -> new EngineInterruptedException(this);
            case UNSUPPORTED -> new UnsupportedByEngineException(this);
        };
    }

    @Nullable String hintOrNull() {
        return hint.orElse(null);
    }
}
