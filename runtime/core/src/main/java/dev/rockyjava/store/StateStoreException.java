package dev.rockyjava.store;

import dev.rockyjava.error.RockyException;
import java.io.Serial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A snapshot store can't be used. The message names the store, what failed and what to do next; never a secret. */
public final class StateStoreException extends RockyException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** What kind of failure it is. */
    public enum Reason {
        /** Nothing answers there, or not in time. Trying again later may help. */
        UNAVAILABLE,
        /** The store refuses: credentials or permissions. */
        ACCESS_DENIED,
        /** The version that was asked for isn't there. */
        NO_SUCH_VERSION,
        /** What is stored can't be right: a pointer to nothing, content that isn't what was written. */
        DAMAGED,
        /** The configuration of the store can't work. */
        MISCONFIGURED
    }

    private final Reason reason;
    private final String store;

    /**
     * @param store what people call the store, without any secret
     * @param problem what failed, as the rest of a sentence that begins with the store: {@code could not …}
     * @param next what to do, a sentence of its own
     */
    public StateStoreException(Reason reason, String store, String problem, String next, @Nullable Throwable cause) {
        super(store + ": " + problem + ". " + next, cause, List.of(), next);
        this.reason = reason;
        this.store = store;
    }

    public Reason reason() {
        return reason;
    }

    /** What people call the store. */
    public String store() {
        return store;
    }
}
