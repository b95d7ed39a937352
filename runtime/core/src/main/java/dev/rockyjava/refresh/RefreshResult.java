package dev.rockyjava.refresh;

import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.compile.CompileDiagnostic;
import dev.rockyjava.asset.diff.DefinitionsDiff;
import java.nio.file.Path;
import java.util.List;

/**
 * The result of a refresh.
 *
 * @param snapshot the file
 * @param written whether the file was written; false for a preview, and for a refresh that finds a file with the same
 *     content
 * @param created whether there was no usable snapshot before; everything then counts as added
 * @param differs whether the new snapshot differs from the previous one in anything, including advice and sync times;
 *     true if there was no usable one
 * @param definitions the definitions of the new snapshot
 * @param diff the differences from the previous snapshot, apart from {@link dev.rockyjava.asset.VolatileMetadata}
 * @param complete whether the engine answered every query for sources and models. Only the first snapshot may be
 *     incomplete: it lacks the sources of a pipeline, or the models' tags and types
 * @param compileProblems the diagnostics of the engine's compiler, sorted: models that can't be built as they are,
 *     and contracts that aren't met or can't be checked
 */
public record RefreshResult(
        Path snapshot,
        boolean written,
        boolean created,
        boolean differs,
        Definitions definitions,
        DefinitionsDiff diff,
        boolean complete,
        List<CompileDiagnostic> compileProblems) {

    public RefreshResult {
        compileProblems = List.copyOf(compileProblems);
    }

    /** Returns whether programs that were compiled with the previous snapshot must be recompiled. */
    public boolean changed() {
        return created || !diff.isEmpty();
    }

    /**
     * Returns a description for users, with one line per difference unless everything is new. Lines end in
     * {@code \n}.
     */
    public String text() {
        String done = snapshot + (written ? " written: " : " would change: ");
        if (created) {
            return done + definitions.keys().size() + " assets, all new\n";
        }
        if (!differs) {
            return snapshot + (written ? " written: no difference\n" : " is up to date\n");
        }
        if (diff.isEmpty()) {
            return snapshot + (written
                    ? " written: only advice, sync times or counts differ\n"
                    : " is up to date, except for advice, sync times or counts, which each run changes\n");
        }
        return done + diff.text();
    }
}
