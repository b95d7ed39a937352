package dev.rockyjava.engine;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognizes the engine's messages for a lock that another process holds (ENGINE.md §4.1, §4.3). */
public final class LockLoss {

    private static final Pattern DUCKDB_FILE = Pattern.compile("failed to open DuckDB at '([^']*)'");
    private static final Pattern DUCKDB_LOCK = Pattern.compile(
            "Could not set lock on file|Conflicting lock is held|used by another process", Pattern.CASE_INSENSITIVE);
    private static final Pattern HOLDER = Pattern.compile("lock is held in (.+?) \\(PID (\\d+)\\)|\\(PID (\\d+)\\)");
    private static final Pattern STATE_LOCK =
            Pattern.compile("state store at .* is (?:locked by another process|busy)", Pattern.DOTALL);

    private LockLoss() {}

    /** Returns whether the lock in question is the one of the engine's own state. */
    public static boolean ofState(String reason) {
        return STATE_LOCK.matcher(reason).find();
    }

    /**
     * Describes which process holds which lock.
     *
     * @param reason the engine's last message
     * @param engineState the engine's state file, named in the description
     * @return a sentence without a full stop; empty if the message is about something else
     */
    public static Optional<String> describe(String reason, Path engineState) {
        if (DUCKDB_LOCK.matcher(reason).find()) {
            Matcher file = DUCKDB_FILE.matcher(reason);
            return Optional.of(holder(reason) + " has the DuckDB file " + (file.find() ? file.group(1) + " " : "") + "open");
        }
        if (ofState(reason)) {
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
