package dev.rockyjava.run;

import dev.rockyjava.error.RockyException;
import java.io.Serial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Another run works on the same project, in this program or another, or an engine that one has left behind. Nothing was started; see who, and try again. */
public final class RunLockedException extends RockyException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String holder;
    private final boolean leftEngine;

    /**
     * @param problem what happened
     * @param hint what to do next, which the message has after the problem; null for nothing
     * @param holder see {@link #holder()}
     * @param leftEngine see {@link #leftEngine()}
     */
    public RunLockedException(String problem, @Nullable String hint, String holder, boolean leftEngine) {
        super(hint == null ? problem : problem + "; " + hint, null, List.of(), hint);
        this.holder = holder;
        this.leftEngine = leftEngine;
    }

    /**
     * Whether it is not a run, but an engine that a killed program has left at work; {@link Materializer#endLeftEngines}
     * ends such a one.
     */
    public boolean leftEngine() {
        return leftEngine;
    }

    /** Who works on it, for people: {@code run 20260408-013000250-k3x9ab of process 4711}. */
    public String holder() {
        return holder;
    }
}
