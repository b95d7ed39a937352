package dev.rockyjava.config;

import dev.rockyjava.error.RockyException;
import java.io.Serial;
import java.util.List;

/** A component's configuration is wrong. The message says where, what, and what to write instead. */
public final class ConfigException extends RockyException {

    @Serial
    private static final long serialVersionUID = 1L;

    public ConfigException(String message) {
        this(message, List.of());
    }

    /**
     * @param nearest names that exist in place of one that doesn't, see {@link #nearest()}
     */
    public ConfigException(String message, List<String> nearest) {
        super(message, null, nearest, null);
    }

    public ConfigException(String message, Throwable cause) {
        super(message, cause);
    }
}
