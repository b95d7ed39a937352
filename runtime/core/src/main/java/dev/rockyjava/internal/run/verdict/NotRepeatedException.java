package dev.rockyjava.internal.run.verdict;

import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.Target;
import dev.rockyjava.engine.CallOutcome;
import dev.rockyjava.error.RockyException;
import dev.rockyjava.internal.run.settings.RecordedCall;
import java.io.Serial;
import java.time.temporal.ChronoUnit;

/** Thrown in place of making a request when an earlier call may already have added its rows. */
public final class NotRepeatedException extends RockyException {

    @Serial
    private static final long serialVersionUID = 1L;

    private NotRepeatedException(String problem, String hint) {
        super(problem, hint, null);
    }

    /**
     * Returns the exception for an asset whose earlier call isn't to be repeated.
     *
     * @param before the earlier call
     */
    public static NotRepeatedException of(AssetSpec spec, RecordedCall before) {
        String where = where(spec);
        String known = before.outcome() == CallOutcome.PARTLY
                ? "a call added rows although it failed"
                : "a call may have added its rows, and it isn't known how it ended";
        // The engine's history doesn't record loads.
        boolean inHistory = !before.submission().isEmpty() && spec.kind() != NodeKind.LOAD;
        return new NotRepeatedException("not repeated: " + known + ". It began at "
                + before.began().truncatedTo(ChronoUnit.SECONDS)
                + (before.submission().isEmpty() ? "" : " as submission " + before.submission())
                + ", so " + where + " may hold these rows already",
                "look there ("
                + spec.target().map(table -> "`SELECT count(*) FROM " + table + "`")
                        .orElse("count the rows of each, and compare with what they come from")
                + ")"
                + (inHistory ? ", and for the submission in `rocky history`" : "")
                + ". If the rows are missing, resume with --repeat-unknown (in Java: repeatUnknown()); if they are there, run"
                + " what is downstream");
    }

    /** Returns the table or tables that may already contain the rows. */
    public static String where(AssetSpec spec) {
        return spec.target().map(Target::toString)
                // A spec doesn't name the tables that a load or a replication writes.
                .or(() -> spec.pipeline().map(name -> "the tables that pipeline " + name
                        + " writes (see its target in rocky.toml)"))
                .orElse("its tables");
    }
}
