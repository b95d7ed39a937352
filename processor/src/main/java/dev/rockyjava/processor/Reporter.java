package dev.rockyjava.processor;

import dev.rockyjava.snapshot.Problem;
import dev.rockyjava.snapshot.ProblemId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
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
    private final Component component;

    Reporter(Messager messager, Severities severities, Component component) {
        this.messager = messager;
        this.severities = severities;
        this.component = component;
    }

    /** Returns a fault of rocky-java as a problem. javac shows an exception thrown by a processor as a crash of the compiler. */
    static Problem fault(RuntimeException e) {
        String place = e.getStackTrace().length == 0 ? "" : " (at " + e.getStackTrace()[0] + ")";
        return Problem.of(
                ProblemId.INTERNAL_ERROR,
                "this is a fault of rocky-java, please report it with the snapshot: " + e + place,
                null);
    }

    /** Returns whether a problem of this id would be printed, which spares looking for one that is switched off. */
    boolean shows(ProblemId id) {
        return severities.of(id).isPresent();
    }

    /**
     * Prints problems at the place in the source that causes them.
     *
     * @param file the snapshot's name in messages
     * @param value the annotation member to blame; null for the annotation as a whole
     * @return whether there was an error
     */
    boolean report(List<Problem> problems, String file, @Nullable AnnotationValue value) {
        return reportEach(problems, file, problem -> Optional.ofNullable(value));
    }

    /** Prints one problem, see {@link #report(List, String, AnnotationValue)}. */
    void report(ProblemId id, String file, String message, @Nullable AnnotationValue value) {
        report(List.of(Problem.of(id, message, null)), file, value);
    }

    /**
     * Prints problems, each at its own place.
     *
     * @param file the snapshot's name in messages
     * @param place the annotation member to blame; empty for the annotation as a whole
     * @return whether there was an error
     */
    boolean reportEach(
            Collection<Problem> problems, String file, Function<Problem, Optional<AnnotationValue>> place) {
        capped(
                problems.stream().sorted().distinct().toList(),
                Problem::id,
                problem -> print(problem.id(), problem.text(file), place.apply(problem)),
                (problem, more) -> print(
                        problem.id(),
                        "[" + problem.id().code() + "] " + file + ": " + more,
                        place.apply(problem)));
        return problems.stream().anyMatch(problem -> severities.of(problem.id()).equals(Optional.of(Diagnostic.Kind.ERROR)));
    }

    /**
     * Prints the first ten findings of each kind, and then how many more of the kind there are.
     *
     * @param more receives the last finding of a kind that was printed, and the number of the others as text
     */
    static <T> void capped(
            Collection<T> findings, Function<T, ProblemId> kind, Consumer<T> print, BiConsumer<T, String> more) {
        Map<ProblemId, List<T>> ofKind = new EnumMap<>(ProblemId.class);
        for (T finding : findings) {
            List<T> same = ofKind.computeIfAbsent(kind.apply(finding), id -> new ArrayList<>());
            same.add(finding);
            if (same.size() <= MOST_OF_A_KIND) {
                print.accept(finding);
            }
        }
        ofKind.values().stream().filter(same -> same.size() > MOST_OF_A_KIND).forEach(same -> more.accept(
                same.get(MOST_OF_A_KIND - 1), "and " + (same.size() - MOST_OF_A_KIND) + " more of this kind"));
    }

    private void print(ProblemId id, String text, Optional<AnnotationValue> place) {
        severities.of(id).ifPresent(kind -> messager.printMessage(
                kind, text, component.element(), component.mirror(), place.orElse(null)));
    }
}
