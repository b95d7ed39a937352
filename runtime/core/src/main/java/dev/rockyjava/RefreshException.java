package dev.rockyjava;

import java.io.Serial;

/** A refresh was given up, and the snapshot is as it was: the new one would have said less than the one that is there. */
public final class RefreshException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    RefreshException(String message) {
        super(message);
    }
}
