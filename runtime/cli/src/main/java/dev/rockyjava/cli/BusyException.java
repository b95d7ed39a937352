package dev.rockyjava.cli;

import dev.rockyjava.error.RockyException;
import java.io.Serial;

/** Thrown if another run or engine works on the project. The message says which one, and what to do. */
final class BusyException extends RockyException {

    @Serial
    private static final long serialVersionUID = 1L;

    BusyException(String problem, String hint, Throwable cause) {
        super(problem, hint, cause);
    }
}
