package dev.rockyjava.refresh;

import dev.rockyjava.error.RockyException;
import java.io.Serial;

/** The program was compiled with another snapshot than the one that is there. The message says what differs. */
public final class StaleDefinitionsException extends RockyException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient SnapshotVerification verification;

    StaleDefinitionsException(SnapshotVerification verification) {
        super(verification.text().stripTrailing(), null);
        this.verification = verification;
    }

    /** What was compared. */
    public SnapshotVerification verification() {
        return verification;
    }
}
