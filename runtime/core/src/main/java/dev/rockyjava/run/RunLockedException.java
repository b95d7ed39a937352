package dev.rockyjava.run;

import java.io.Serial;

/** Another run works on the same project, in this program or another, or an engine that one has left behind. Nothing was started; see who, and try again. */
public final class RunLockedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String holder;
    private final boolean leftEngine;

    public RunLockedException(String message, String holder) {
        this(message, holder, false);
    }

    public RunLockedException(String message, String holder, boolean leftEngine) {
        super(message);
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
