package dev.rockyjava.error;

import java.io.Serial;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The root of all exceptions of this library. The message says what happened, where, and what to do next; what a program
 * may want to know of it is here and in the subclasses, so that no program needs to read the message.
 */
public abstract class RockyException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    // Lists aren't serializable by their type.
    private final String[] nearest;
    private final @Nullable String hint;

    /** Creates an exception that offers the nearest names of its cause, and has no next step apart from its message. */
    protected RockyException(String message, @Nullable Throwable cause) {
        this(message, cause, nearest(cause), null);
    }

    /**
     * @param message for people; includes the hint
     * @param nearest see {@link #nearest()}
     * @param hint see {@link #hint()}; null for none
     */
    protected RockyException(String message, @Nullable Throwable cause, List<String> nearest, @Nullable String hint) {
        super(message, cause);
        this.nearest = nearest.toArray(String[]::new);
        this.hint = hint;
    }

    /**
     * Returns the names that exist in place of one that doesn't, nearest first, as they are to be written: asset keys in
     * their text form.
     *
     * @return empty if it isn't about a name, or none is near
     */
    public final List<String> nearest() {
        return List.of(nearest);
    }

    /** Returns what to do next, for people; the message has it too. Empty if it isn't known apart from the message. */
    public final Optional<String> hint() {
        return Optional.ofNullable(hint);
    }

    /** Returns the stable id of the diagnostic, such as {@code RK103}; empty if what happened has none. */
    public Optional<String> diagnostic() {
        return Optional.empty();
    }

    private static List<String> nearest(@Nullable Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof RockyException rocky && rocky.nearest.length > 0) {
                return rocky.nearest();
            }
        }
        return List.of();
    }
}
