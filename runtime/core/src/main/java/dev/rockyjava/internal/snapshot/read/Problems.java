package dev.rockyjava.internal.snapshot.read;

import dev.rockyjava.snapshot.Location;
import dev.rockyjava.snapshot.Problem;
import dev.rockyjava.snapshot.ProblemId;
import dev.rockyjava.snapshot.SnapshotException;
import java.util.ArrayList;
import java.util.List;

/** Collects the problems of one snapshot, so that all of them can be reported at once. */
public final class Problems {

    private final String snapshot;
    private final List<Problem> found = new ArrayList<>();

    public Problems(String snapshot) {
        this.snapshot = snapshot;
    }

    public void add(ProblemId id, String message, Location at) {
        found.add(Problem.of(id, message, at));
    }

    public void add(ProblemId id, String message) {
        found.add(Problem.of(id, message, null));
    }

    public void add(Problem problem) {
        found.add(problem);
    }

    /**
     * Stops if there are errors that later steps would only repeat.
     *
     * @throws SnapshotException with every error so far
     */
    public void stopOnErrors() {
        List<Problem> errors = found.stream()
                .filter(problem -> problem.id().severity() == ProblemId.Severity.ERROR)
                .distinct()
                .toList();
        if (!errors.isEmpty()) {
            throw new SnapshotException(snapshot, errors);
        }
    }

    /** Returns the irregularities that didn't prevent the build, sorted by location and without duplicates. */
    public List<Problem> warnings() {
        return found.stream().sorted().distinct().toList();
    }
}
