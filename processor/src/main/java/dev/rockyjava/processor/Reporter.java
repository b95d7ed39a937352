package dev.rockyjava.processor;

import dev.rockyjava.snapshot.Problem;
import dev.rockyjava.snapshot.ProblemId;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import javax.annotation.processing.Messager;
import javax.lang.model.element.AnnotationValue;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/** Prints problems sorted and without duplicates, at most {@value #MOST_OF_A_KIND} of each kind. */
final class Reporter {

    private static final int MOST_OF_A_KIND = 10;

    private final Messager messager;
    private final Severities severities;

    Reporter(Messager messager, Severities severities) {
        this.messager = messager;
        this.severities = severities;
    }

    /** Returns a fault of rocky-java as a problem. javac shows an exception thrown by a processor as a crash of the compiler. */
    static Problem fault(RuntimeException e) {
        String place = e.getStackTrace().length == 0 ? "" : " (at " + e.getStackTrace()[0] + ")";
        return Problem.of(
                ProblemId.INTERNAL_ERROR,
                "this is a fault of rocky-java, please report it with the snapshot: " + e + place,
                null);
    }

    /**
     * Prints problems at the place in the source that causes them.
     *
     * @param file the snapshot's name in messages
     * @param value the annotation member to blame; null for the annotation as a whole
     * @return whether there was an error
     */
    boolean report(List<Problem> problems, String file, Component component, @Nullable AnnotationValue value) {
        return reportEach(problems, file, component, problem -> Optional.ofNullable(value));
    }

    /**
     * Prints problems, each at its own place.
     *
     * @param file the snapshot's name in messages
     * @param place the annotation member to blame; empty for the annotation as a whole
     * @return whether there was an error
     */
    boolean reportEach(
            Collection<Problem> problems,
            String file,
            Component component,
            Function<Problem, Optional<AnnotationValue>> place) {
        Map<ProblemId, Integer> count = new EnumMap<>(ProblemId.class);
        Map<ProblemId, Problem> shown = new EnumMap<>(ProblemId.class);
        problems.stream().sorted().distinct().forEach(problem -> {
            if (count.merge(problem.id(), 1, Integer::sum) <= MOST_OF_A_KIND) {
                print(problem.id(), problem.text(file), component, place.apply(problem));
                shown.put(problem.id(), problem);
            }
        });
        count.forEach((id, n) -> {
            if (n > MOST_OF_A_KIND) {
                String more = "[" + id.code() + "] " + file + ": and " + (n - MOST_OF_A_KIND) + " more of this kind";
                print(id, more, component, place.apply(Objects.requireNonNull(shown.get(id))));
            }
        });
        return problems.stream().anyMatch(problem -> severities.of(problem.id()).equals(Optional.of(Diagnostic.Kind.ERROR)));
    }

    private void print(ProblemId id, String text, Component component, Optional<AnnotationValue> place) {
        severities.of(id).ifPresent(kind -> {
            place.ifPresentOrElse(
                    value -> messager.printMessage(kind, text, component.element(), component.mirror(), value),
                    () -> messager.printMessage(kind, text, component.element(), component.mirror()));
        });
    }
}
