package dev.rockyjava.translate;

import dev.rockyjava.error.RockyException;
import dev.rockyjava.internal.name.Nearest;
import java.io.Serial;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A {@code translation}, or the translator that a configuration names, can't be used. The message says what to write.
 */
public final class TranslationException extends RockyException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** @param message what is wrong, and what to write */
    public TranslationException(String message) {
        this(message, List.of());
    }

    private TranslationException(String message, List<String> nearest) {
        super(message, null, nearest, null);
    }

    /**
     * @param problem what is wrong
     * @param hint what to write; appended to the problem in the message
     */
    public TranslationException(String problem, String hint, @Nullable Throwable cause) {
        super(problem, hint, cause);
    }

    /** @param message what is wrong, and what to write */
    public TranslationException(String message, Throwable cause) {
        super(message, cause);
    }

    static TranslationException unknown(String what, String name, Collection<String> known) {
        Nearest near = Nearest.of(name, new TreeSet<>(known));
        return new TranslationException("translation: " + what + " is not known" + near.text(), near.names());
    }
}
