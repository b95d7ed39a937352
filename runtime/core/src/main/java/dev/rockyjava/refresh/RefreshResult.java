package dev.rockyjava.refresh;

import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.compile.CompileDiagnostic;
import dev.rockyjava.asset.diff.DefinitionsDiff;
import java.nio.file.Path;
import java.util.List;

/**
 * What a refresh brought.
 *
 * @param snapshot the file
 * @param written whether it was written; a preview writes nothing, and neither does a refresh that finds a file which states
 *     the same
 * @param created whether there was no usable snapshot before; everything then counts as added
 * @param differs whether the new snapshot states anything else than the former, be it advice or when a source was synced;
 *     true if there was no usable one
 * @param definitions what the new snapshot says
 * @param diff what differs from the former snapshot, apart from {@link dev.rockyjava.asset.VolatileMetadata}
 * @param compileProblems what the engine's compiler complains about: models that can't be built as they are, contracts that
 *     aren't kept or can't be checked; sorted
 */
public record RefreshResult(
        Path snapshot,
        boolean written,
        boolean created,
        boolean differs,
        Definitions definitions,
        DefinitionsDiff diff,
        List<CompileDiagnostic> compileProblems) {

    public RefreshResult {
        compileProblems = List.copyOf(compileProblems);
    }

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
        if (!differs) {
            return snapshot + (written ? " written: no difference\n" : " is up to date\n");
        }
        return done + (diff.isEmpty() ? "no difference but in advice, times of syncs, or counts\n" : diff.text());
    }
}
