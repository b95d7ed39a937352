package dev.rockyjava.run;

import java.io.Serial;

/** Another run works on the same project, in this program or another. Nothing was started; see who, and try again. */
public final class RunLockedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String holder;

    RunLockedException(String message, String holder) {
        super(message);
        this.holder = holder;
    }

    /** Who works on it, for people: {@code run 20260408-013000250-k3x9ab of process 4711}. */
    public String holder() {
        return holder;
    }
}
