package dev.rockyjava.store;

import dev.rockyjava.error.RockyException;
import java.io.Serial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot store can't be used. The message names the store, what failed and what to do next; it contains no
 * secrets.
 */
public final class StateStoreException extends RockyException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** The kind of failure. */
    public enum Reason {
        /** The store doesn't respond, or not in time. Retrying later may help. */
        UNAVAILABLE,
        /** The store refuses access: credentials or permissions. */
        ACCESS_DENIED,
        /** The requested version doesn't exist. */
        NO_SUCH_VERSION,
        /** The stored data is invalid: a pointer to nothing, or content that differs from what was written. */
        DAMAGED,
        /** The configuration of the store is invalid. */
        MISCONFIGURED
    }

    private final Reason reason;
    private final String store;

    /**
     * @param store the store's name, without secrets
     * @param problem what failed, as the rest of a sentence that begins with the store: {@code could not …}
     * @param next what to do, as a separate sentence
     */
    public StateStoreException(Reason reason, String store, String problem, String next, @Nullable Throwable cause) {
        super(store + ": " + problem + ". " + next, cause, List.of(), next);
        this.reason = reason;
        this.store = store;
    }

    /** Returns the kind of failure. */
    public Reason reason() {
        return reason;
    }

    /** Returns the store's name. */
    public String store() {
        return store;
    }
}
