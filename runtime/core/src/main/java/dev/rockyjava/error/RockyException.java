package dev.rockyjava.error;

import java.io.Serial;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The root of all exceptions of this library. The message says what happened, where, and what to do next. This class
 * and its subclasses provide the same facts as values, so that programs don't need to parse the message.
 */
public abstract class RockyException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    // An array, because List isn't serializable by its type.
    private final String[] nearest;
    private final @Nullable String hint;

    /** Creates an exception with the nearest names and the hint of its cause, whose message the new one includes. */
    protected RockyException(String message, @Nullable Throwable cause) {
        this(message, cause, nearest(cause), hint(cause));
    }

    /**
     * Creates an exception with the nearest names of its cause.
     *
     * @param problem what happened and where
     * @param hint what to do next; appended to the problem in the message
     */
    protected RockyException(String problem, String hint, @Nullable Throwable cause) {
        this(problem + "; " + hint, cause, nearest(cause), hint);
    }

    /**
     * Creates an exception.
     *
     * @param message the text for users, including the hint
     * @param nearest see {@link #nearest()}
     * @param hint see {@link #hint()}; null for none
     */
    protected RockyException(String message, @Nullable Throwable cause, List<String> nearest, @Nullable String hint) {
        super(message, cause);
        this.nearest = nearest.toArray(String[]::new);
        this.hint = hint;
    }

    /**
     * Returns existing names similar to the one that wasn't found, nearest first, in the form in which they are to be
     * written: asset keys in their text form.
     *
     * @return empty if the exception isn't about a name, or no name is similar
     */
    public final List<String> nearest() {
        return List.of(nearest);
    }

    /**
     * Returns what the user can do next, which the message includes too.
     *
     * @return empty if there is no next step apart from correcting what the message names
     */
    public final Optional<String> hint() {
        return Optional.ofNullable(hint);
    }

    /** Returns the stable id of the diagnostic, such as {@code RK103}; empty if there is none. */
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

    private static @Nullable String hint(@Nullable Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof RockyException rocky && rocky.hint != null) {
                return rocky.hint;
            }
        }
        return null;
    }
}
