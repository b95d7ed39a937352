package dev.rockyjava.config;

import dev.rockyjava.asset.NearestNames;
import java.io.Serial;
import java.util.List;

/** A component's configuration is wrong. The message says where, what, and what to write instead. */
public final class ConfigException extends RuntimeException implements NearestNames {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<String> nearest;

    public ConfigException(String message) {
        this(message, List.of());
    }

    /**
     * @param nearest names that exist in place of one that doesn't, see {@link NearestNames}
     */
    public ConfigException(String message, List<String> nearest) {
        super(message);
        this.nearest = List.copyOf(nearest);
    }

    public ConfigException(String message, Throwable cause) {
        super(message, cause);
        this.nearest = NearestNames.of(cause);
    }

    @Override
    public List<String> nearest() {
        return nearest;
    }
}
