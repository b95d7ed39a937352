package dev.rockyjava.refresh;

import dev.rockyjava.error.RockyException;
import java.io.Serial;
import java.util.List;

/** Thrown when a program was compiled with a snapshot other than the current one. The message says what differs. */
public final class StaleDefinitionsException extends RockyException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient SnapshotVerification verification;

    StaleDefinitionsException(SnapshotVerification verification) {
        super(verification.text().stripTrailing(), null, List.of(), SnapshotVerification.COMPILE_AGAIN);
        this.verification = verification;
    }

    /** Returns the comparison. */
    public SnapshotVerification verification() {
        return verification;
    }
}
