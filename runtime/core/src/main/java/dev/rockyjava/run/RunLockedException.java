package dev.rockyjava.run;

import dev.rockyjava.error.RockyException;
import java.io.Serial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when another run, in this program or another, or an engine that one has left behind, works on the same
 * project. Nothing was started. See {@link #holder()}, and try again when it has ended.
 */
public final class RunLockedException extends RockyException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String holder;
    private final boolean leftEngine;

    /**
     * Creates the exception.
     *
     * @param problem what happened, without a full stop
     * @param hint what to do next, appended to the problem in the message; null for none
     * @param holder see {@link #holder()}
     * @param leftEngine see {@link #leftEngine()}
     */
    public RunLockedException(String problem, @Nullable String hint, String holder, boolean leftEngine) {
        super(hint == null ? problem : problem + "; " + hint, null, List.of(), hint);
        this.holder = holder;
        this.leftEngine = leftEngine;
    }

    /**
     * Returns whether the project is locked not by a run but by an engine that a killed program has left running;
     * {@link Materializer#endLeftEngines} ends such an engine.
     */
    public boolean leftEngine() {
        return leftEngine;
    }

    /** Returns who works on the project, as text: {@code run 20260408-013000250-k3x9ab of process 4711}. */
    public String holder() {
        return holder;
    }
}
