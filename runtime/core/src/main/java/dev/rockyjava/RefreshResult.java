package dev.rockyjava;

import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.DefinitionsDiff;
import java.nio.file.Path;

/**
 * What a refresh brought.
 *
 * @param snapshot the file that was written
 * @param created whether there was no usable snapshot before; everything then counts as added
 * @param definitions what the new snapshot says
 * @param diff what differs from the former snapshot
 */
public record RefreshResult(Path snapshot, boolean created, Definitions definitions, DefinitionsDiff diff) {

    /** Whether programs that were compiled with the former snapshot must be compiled again. */
    public boolean changed() {
        return created || !diff.isEmpty();
    }

    /** What happened, for people: a headline, then a line for each difference unless all is new. Lines end in {@code \n}. */
    public String text() {
        if (created) {
            return snapshot + " written: " + definitions.keys().size() + " assets\n";
        }
        return snapshot + " written: " + diff.text();
    }
}
