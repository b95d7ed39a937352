package dev.rockyjava.engine.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognizes the texts of an engine that lost a lock to another process (rocky-contract §4.1, §4.3). */
final class LockLoss {

    private static final Pattern DUCKDB_FILE = Pattern.compile("failed to open DuckDB at '([^']*)'");
    private static final Pattern DUCKDB_LOCK = Pattern.compile(
            "Could not set lock on file|Conflicting lock is held|used by another process", Pattern.CASE_INSENSITIVE);
    private static final Pattern HOLDER = Pattern.compile("lock is held in (.+?) \\(PID (\\d+)\\)|\\(PID (\\d+)\\)");
    private static final Pattern STATE_LOCK =
            Pattern.compile("state store at .* is (?:locked by another process|busy)", Pattern.DOTALL);

    private LockLoss() {}

    /** Who holds what, as a sentence without end; empty if the reason is another one. */
    static Optional<String> describe(String reason, Path engineState) {
        if (DUCKDB_LOCK.matcher(reason).find()) {
            Matcher file = DUCKDB_FILE.matcher(reason);
            return Optional.of(holder(reason) + " has the DuckDB file " + (file.find() ? file.group(1) + " " : "") + "open");
        }
        if (STATE_LOCK.matcher(reason).find()) {
            return Optional.of("another process holds the engine state " + engineState);
        }
        return Optional.empty();
    }

    private static String holder(String reason) {
        Matcher holder = HOLDER.matcher(reason);
        if (!holder.find()) {
            return "another process";
        }
        return holder.group(1) == null
                ? "another process (PID " + holder.group(3) + ")"
                : "another process (PID " + holder.group(2) + ", " + holder.group(1) + ")";
    }
}
