package dev.rockyjava.refresh;

import dev.rockyjava.asset.diff.DefinitionsDiff;
import java.nio.file.Path;

/**
 * Whether a program was compiled with the snapshot that is there.
 *
 * @param snapshot the file
 * @param diff what differs, from the compiled definitions to those of the file
 */
public record SnapshotVerification(Path snapshot, DefinitionsDiff diff) {

    /** Whether the two are equal. */
    public boolean upToDate() {
        return diff.isEmpty();
    }

    /** The finding for people; what differs follows, a line for each asset. Lines end in {@code \n}. */
    public String text() {
        return upToDate()
                ? "compiled with " + snapshot + "\n"
                : "this program was not compiled with " + snapshot + " as it is now; compile again. What differs: "
                        + diff.text();
    }

    /**
     * Does nothing if the two are equal.
     *
     * @throws StaleDefinitionsException if they differ; the message is the {@link #text}
     */
    public void orThrow() {
        if (!upToDate()) {
            throw new StaleDefinitionsException(this);
        }
    }
}
