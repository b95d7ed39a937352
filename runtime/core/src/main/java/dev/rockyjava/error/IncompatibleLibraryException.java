package dev.rockyjava.error;

import java.io.Serial;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A library that rocky-java uses is on the class path in a version that is too old. The message says which, and has the
 * lines to add to the build.
 */
public final class IncompatibleLibraryException extends RockyException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String library;
    private final @Nullable String found;
    private final String needed;

    /**
     * Creates an exception.
     *
     * @param library see {@link #library()}
     * @param found see {@link #found()}
     * @param needed see {@link #needed()}
     * @param hint see {@link #hint()}
     */
    public IncompatibleLibraryException(
            String message,
            String library,
            Optional<String> found,
            String needed,
            String hint,
            @Nullable Throwable cause) {
        super(message, cause, List.of(), hint);
        this.library = library;
        this.found = found.orElse(null);
        this.needed = needed;
    }

    /** Returns the library as {@code group:artifact}. */
    public String library() {
        return library;
    }

    /** Returns the version on the class path; empty if the library doesn't say it. */
    public Optional<String> found() {
        return Optional.ofNullable(found);
    }

    /** Returns the oldest version that works. */
    public String needed() {
        return needed;
    }
}
