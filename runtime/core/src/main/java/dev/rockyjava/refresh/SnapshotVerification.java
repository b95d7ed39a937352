package dev.rockyjava.refresh;

import dev.rockyjava.asset.diff.DefinitionsDiff;
import java.nio.file.Path;

/**
 * Whether a program was compiled with the current snapshot.
 *
 * @param snapshot the file
 * @param diff the differences between the compiled definitions and those of the file
 */
public record SnapshotVerification(Path snapshot, DefinitionsDiff diff) {

    static final String COMPILE_AGAIN = "compile again";

    /** Returns whether the compiled definitions and those of the file are equal. */
    public boolean upToDate() {
        return diff.isEmpty();
    }

    /** Returns the result for users, followed by one line per differing asset. Lines end in {@code \n}. */
    public String text() {
        return upToDate()
                ? "compiled with " + snapshot + "\n"
                : "this program was not compiled with " + snapshot + " as it is now; " + COMPILE_AGAIN + ". What differs: "
                        + diff.text();
    }

    /**
     * Throws if the definitions differ.
     *
     * @throws StaleDefinitionsException if they differ; the message is the {@link #text}
     */
    public void orThrow() {
        if (!upToDate()) {
            throw new StaleDefinitionsException(this);
        }
    }
}
