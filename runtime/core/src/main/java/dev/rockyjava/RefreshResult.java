package dev.rockyjava;

import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.DefinitionsDiff;
import java.nio.file.Path;

/**
 * What a refresh brought.
 *
 * @param snapshot the file
 * @param written whether it was written; a preview writes nothing
 * @param created whether there was no usable snapshot before; everything then counts as added
 * @param definitions what the new snapshot says
 * @param diff what differs from the former snapshot
 */
public record RefreshResult(Path snapshot, boolean written, boolean created, Definitions definitions, DefinitionsDiff diff) {

    /** Whether programs that were compiled with the former snapshot must be compiled again. */
    public boolean changed() {
        return created || !diff.isEmpty();
    }

    /** What happened, for people; a line for each difference unless all is new. Lines end in {@code \n}. */
    public String text() {
        String done = snapshot + (written ? " written: " : " would change: ");
        if (created) {
            return done + definitions.keys().size() + " assets, all new\n";
        }
        return !written && diff.isEmpty() ? snapshot + " would not change\n" : done + diff.text();
    }
}
