package dev.rockyjava.run;

import java.io.Serial;

/** Another run works on the same project, in this program or another. Nothing was started; see who, and try again. */
public final class RunLockedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    RunLockedException(String message) {
        super(message);
    }
}
