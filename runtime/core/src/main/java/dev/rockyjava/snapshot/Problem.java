package dev.rockyjava.snapshot;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A problem found in a snapshot or in what it is combined with.
 *
 * @param message what is wrong and what to do next
 * @param location where in the snapshot; empty if the problem has no single location
 * @param elsewhere the location as text if the problem is not in the snapshot: {@code defs.yaml:7:3}
 * @param nearest if a name is wrong, existing names that may have been meant, nearest first; otherwise empty
 */
public record Problem(
        ProblemId id, String message, Optional<Location> location, Optional<String> elsewhere, List<String> nearest)
        implements Comparable<Problem> {

    private static final Comparator<Problem> ORDER = Comparator
            .comparing((Problem p) -> p.location().map(Location::line).orElse(0))
            .thenComparing(p -> p.location().map(Location::column).orElse(0))
            .thenComparing(Problem::id)
            .thenComparing(Problem::message);

    public Problem {
        nearest = List.copyOf(nearest);
    }

    /**
     * Creates a problem in the snapshot.
     *
     * @param location where in the snapshot; null if the problem has no single location
     */
    public static Problem of(ProblemId id, String message, @Nullable Location location) {
        return new Problem(id, message, Optional.ofNullable(location), Optional.empty(), List.of());
    }

    /**
     * Creates a problem that is not in the snapshot.
     *
     * @param place the location as text: {@code defs.yaml:7:3}
     */
    public static Problem elsewhere(ProblemId id, String message, String place) {
        return new Problem(id, message, Optional.empty(), Optional.of(place), List.of());
    }

    /** Returns a copy with these {@link #nearest()} names. */
    public Problem withNearest(List<String> names) {
        return new Problem(id, message, location, elsewhere, names);
    }

    /**
     * Returns the complete message: {@code [RK103] state.json:12:7: /dag/nodes/0/id: …}.
     *
     * @param file the name of the snapshot to show
     */
    public String text(String file) {
        StringBuilder text = new StringBuilder("[").append(id.code()).append("] ").append(elsewhere.orElse(file));
        location.ifPresent(at -> {
            text.append(':').append(at.line()).append(':').append(at.column());
            if (!at.pointer().isEmpty()) {
                text.append(": ").append(at.pointer());
            }
        });
        return text.append(": ").append(message).toString();
    }

    @Override
    public int compareTo(Problem other) {
        return ORDER.compare(this, other);
    }
}
