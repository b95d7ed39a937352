package dev.rockyjava.snapshot;

import dev.rockyjava.error.RockyException;
import java.io.Serial;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A snapshot can't be used. The message has every problem, each with its id and place. */
public final class SnapshotException extends RockyException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /**
     * @param file what the snapshot is called for people
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

    /** The problems, sorted by place. */
    public List<Problem> problems() {
        return problems;
    }

    /** Returns the id of the first problem. */
    @Override
    public Optional<String> diagnostic() {
        return problems.stream().map(problem -> problem.id().code()).findFirst();
    }

    /** Of the first problem that has some. */
    private static List<String> nearest(List<Problem> problems) {
        return problems.stream().sorted().map(Problem::nearest).filter(names -> !names.isEmpty()).findFirst().orElse(List.of());
    }
}
