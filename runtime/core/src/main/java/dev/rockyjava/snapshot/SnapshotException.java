package dev.rockyjava.snapshot;

import dev.rockyjava.error.RockyException;
import java.io.Serial;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Thrown when a snapshot can't be used. The message lists every problem with its id and location. */
public final class SnapshotException extends RockyException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /**
     * Creates an exception.
     *
     * @param file the name of the snapshot to show
     * @param problems at least one
     */
    public SnapshotException(String file, List<Problem> problems) {
        super(
                problems.stream().sorted().map(p -> p.text(file)).collect(Collectors.joining("\n")),
                null,
                nearest(problems),
                null);
        this.problems = problems.stream().sorted().toList();
    }

    /** Returns the problems, sorted by location. */
    public List<Problem> problems() {
        return problems;
    }

    /** Returns the id of the first problem. */
    @Override
    public Optional<String> diagnostic() {
        return problems.stream().map(problem -> problem.id().code()).findFirst();
    }

    /** Returns the names of the first problem that has any. */
    private static List<String> nearest(List<Problem> problems) {
        return problems.stream().sorted().map(Problem::nearest).filter(names -> !names.isEmpty()).findFirst().orElse(List.of());
    }
}
