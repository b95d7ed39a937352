package dev.rockyjava.cli;

import dev.rockyjava.asset.NearestNames;
import java.io.Serial;
import java.util.List;

/** The command was wrong. The message says what to type instead. */
final class UsageException extends RuntimeException implements NearestNames {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<String> nearest;

    UsageException(String message) {
        this(message, List.of());
    }

    UsageException(String message, List<String> nearest) {
        super(message);
        this.nearest = nearest;
    }

    UsageException(String message, Throwable cause) {
        super(message, cause);
        this.nearest = NearestNames.of(cause);
    }

    @Override
    public List<String> nearest() {
        return nearest;
    }
}
