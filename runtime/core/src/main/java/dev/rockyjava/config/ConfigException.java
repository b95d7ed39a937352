package dev.rockyjava.config;

import dev.rockyjava.error.RockyException;
import java.io.Serial;
import java.util.List;

/** A component's configuration is invalid. The message says where, what is wrong, and what to write instead. */
public final class ConfigException extends RockyException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Creates an exception without similar names. */
    public ConfigException(String message) {
        this(message, List.of());
    }

    /** @param nearest existing names similar to one that doesn't exist, see {@link #nearest()} */
    public ConfigException(String message, List<String> nearest) {
        super(message, null, nearest, null);
    }

    /** Creates an exception without similar names, with a cause. */
    public ConfigException(String message, Throwable cause) {
        super(message, cause);
    }
}
