package dev.rockyjava.config;

import dev.rockyjava.error.RockyException;
import java.io.Serial;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A component's configuration is invalid. The message says where, what is wrong, and what to write instead. */
public final class ConfigException extends RockyException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final @Nullable String place;

    /** Creates an exception without similar names. */
    public ConfigException(String message) {
        this(message, List.of());
    }

    /** @param nearest existing names similar to one that doesn't exist, see {@link #nearest()} */
    public ConfigException(String message, List<String> nearest) {
        super(message, null, nearest, null);
        this.place = null;
    }

    /** Creates an exception with a cause, whose hint and similar names it has. */
    public ConfigException(String message, Throwable cause) {
        super(message, cause);
        this.place = null;
    }

    private ConfigException(@Nullable String place, String message, @Nullable String hint, @Nullable Throwable cause) {
        super(message, cause, List.of(), hint);
        this.place = place;
    }

    ConfigException(String place, String problem) {
        this(place, problem, List.of());
    }

    ConfigException(String place, String problem, List<String> nearest) {
        super(place + ": " + problem, null, nearest, null);
        this.place = place;
    }

    ConfigException(String place, String problem, Throwable cause) {
        super(place + ": " + problem, cause);
        this.place = place;
    }

    /**
     * Creates an exception without similar names.
     *
     * @param problem what is wrong
     * @param hint what to do next; appended to the problem in the message
     */
    public static ConfigException of(String problem, String hint) {
        return new ConfigException(null, problem + "; " + hint, hint, null);
    }

    static ConfigException at(String place, String problem, String hint, @Nullable Throwable cause) {
        return new ConfigException(place, place + ": " + problem + "; " + hint, hint, cause);
    }

    /**
     * Returns the file with line and column where they are known, such as {@code defs.yaml:3:5}; empty if the message
     * doesn't begin with them.
     */
    public Optional<String> place() {
        return Optional.ofNullable(place);
    }

    /** Returns the message without the {@link #place()}. */
    public String problem() {
        String message = String.valueOf(getMessage());
        return place == null ? message : message.substring(place.length() + ": ".length());
    }
}
