package dev.rockyjava.processor;

import dev.rockyjava.snapshot.Problem;
import dev.rockyjava.snapshot.ProblemId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.annotation.processing.Messager;
import javax.lang.model.element.AnnotationValue;
import org.jspecify.annotations.Nullable;

/** Prints problems: each once, sorted, and of one kind no more than anybody reads. */
final class Reporter {

    private static final int MOST_OF_A_KIND = 10;

    private final Messager messager;
    private final Severities severities;

    Reporter(Messager messager, Severities severities) {
        this.messager = messager;
        this.severities = severities;
    }

    /**
     * Prints problems at the place in the source that leads to them.
     *
     * @param file what the snapshot is called for people
     * @param value the annotation's member to blame; null for the annotation as a whole
     */
    void report(List<Problem> problems, String file, Component component, @Nullable AnnotationValue value) {
        Map<ProblemId, Integer> count = new EnumMap<>(ProblemId.class);
        problems.stream().sorted().distinct().forEach(problem -> {
            if (count.merge(problem.id(), 1, Integer::sum) <= MOST_OF_A_KIND) {
                print(problem.id(), problem.text(file), component, value);
            }
        });
        count.forEach((id, n) -> {
            if (n > MOST_OF_A_KIND) {
                String more = "[" + id.code() + "] " + file + ": and " + (n - MOST_OF_A_KIND) + " more of this kind";
                print(id, more, component, value);
            }
        });
    }

    private void print(ProblemId id, String text, Component component, @Nullable AnnotationValue value) {
        severities.of(id).ifPresent(kind -> {
            if (value == null) {
                messager.printMessage(kind, text, component.element(), component.mirror());
            } else {
                messager.printMessage(kind, text, component.element(), component.mirror(), value);
            }
        });
    }
}
