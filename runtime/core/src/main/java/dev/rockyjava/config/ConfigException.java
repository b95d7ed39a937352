package dev.rockyjava.config;

import java.io.Serial;

/** A component's configuration is wrong. The message says where, what, and what to write instead. */
public final class ConfigException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public ConfigException(String message) {
        super(message);
    }

    public ConfigException(String message, Throwable cause) {
        super(message, cause);
    }
}
