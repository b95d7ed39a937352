package dev.rockyjava.cli.doctor;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.error.ProjectException;
import dev.rockyjava.internal.text.Listing;
import dev.rockyjava.run.OutcomeStatus;
import dev.rockyjava.run.history.RecordedRun;
import dev.rockyjava.run.history.RunHistory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds that a DuckDB file isn't there any more though the journal says what was built in it. Opens no database. */
public final class LostWarehouse {

    private LostWarehouse() {}

    /**
     * Returns a sentence about the project's DuckDB files that aren't there; empty if all are, or nothing was ever built.
     *
     * @param history reads the journals; called only if a file isn't there
     */
    public static Optional<String> of(RockyComponent component, Supplier<RunHistory> history) {
        List<String> missing;
        try {
            missing = component.project().duckDbFiles().stream()
                    .filter(file -> isLocal(file) && Files.notExists(file))
                    .map(Path::toString)
                    .toList();
        } catch (ProjectException e) {
            return Optional.empty(); // what needs the project says so
        }
        return missing.isEmpty() || history.get().runs().stream().noneMatch(LostWarehouse::built)
                ? Optional.empty()
                : Optional.of("there is no " + Listing.named(missing) + ", which rocky.toml names as the database, though runs have"
                        + " built assets: what they built isn't there either. Put the file back, or build all of it again");
    }

    /** Returns false for the address of a service, such as {@code md:warehouse}. */
    private static boolean isLocal(Path file) {
        return file.getRoot() != null && !file.getRoot().relativize(file).toString().contains(":");
    }

    private static boolean built(RecordedRun run) {
        return run.assets().stream().anyMatch(asset -> asset.status().filter(OutcomeStatus.MATERIALIZED::equals).isPresent());
    }
}
