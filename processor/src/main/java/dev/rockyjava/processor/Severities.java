package dev.rockyjava.processor;

import dev.rockyjava.snapshot.Problem;
import dev.rockyjava.snapshot.ProblemId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;

/**
 * How each problem is shown: with its own severity, or as {@code -Arocky.severity.RK114=off|warning|error} sets it.
 * An error that leaves no correct code to generate can't be lowered.
 */
final class Severities {

    private static final String PREFIX = "rocky.severity.";

    /** Errors that only report something without effect in the annotation; the generated code is right without it. */
    private static final Set<ProblemId> LOWERABLE = Set.of(
            ProblemId.UNKNOWN_RENAME,
            ProblemId.NOTHING_SELECTED,
            ProblemId.UNKNOWN_ASSET_REFERENCE,
            ProblemId.UNKNOWN_COLUMN_REFERENCE,
            ProblemId.WRONG_REFERENCE);

    /** The names of the options, one for each problem id. */
    static final Set<String> NAMES =
            Arrays.stream(ProblemId.values()).map(id -> PREFIX + id.code()).collect(Collectors.toUnmodifiableSet());

    private final Map<ProblemId, Optional<Diagnostic.Kind>> given = new EnumMap<>(ProblemId.class);
    private final List<Problem> problems = new ArrayList<>();

    private Severities() {}

    static Severities of(Map<String, String> options) {
        Severities severities = new Severities();
        new TreeMap<>(options).forEach((name, word) -> {
            if (name.startsWith(PREFIX)) {
                severities.add(name, word == null ? "" : word.strip());
            }
        });
        return severities;
    }

    private void add(String name, String word) {
        ProblemId id = Arrays.stream(ProblemId.values())
                .filter(i -> name.equals(PREFIX + i.code()))
                .findFirst()
                .orElse(null);
        if (id == null) {
            wrong("the option -A" + name + " doesn't name a problem id; write an id as messages show it, such as "
                    + ProblemId.UNKNOWN_KIND.code());
            return;
        }
        switch (word) {
            case "off" -> lower(id, Optional.empty());
            case "warning" -> lower(id, Optional.of(Diagnostic.Kind.WARNING));
            case "error" -> given.put(id, Optional.of(Diagnostic.Kind.ERROR));
            default -> wrong("the option -A" + name + " is \"" + word + "\"; write off, warning or error");
        }
    }

    private void lower(ProblemId id, Optional<Diagnostic.Kind> kind) {
        if (id.severity() == ProblemId.Severity.ERROR && !LOWERABLE.contains(id)) {
            wrong("the option -A" + PREFIX + id.code() + " can only be \"error\": no correct code can be generated after"
                    + " that problem. Of the errors, these can be lowered: "
                    + LOWERABLE.stream().map(ProblemId::code).sorted().collect(Collectors.joining(", ")));
        } else {
            given.put(id, kind);
        }
    }

    private void wrong(String message) {
        problems.add(Problem.of(ProblemId.WRONG_OPTION, message, null));
    }

    /** Returns the invalid options. */
    List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** Returns how to show a problem; empty to hide it. */
    Optional<Diagnostic.Kind> of(ProblemId id) {
        Optional<Diagnostic.Kind> kind = given.get(id);
        if (kind != null) {
            return kind;
        }
        return Optional.of(
                id.severity() == ProblemId.Severity.ERROR ? Diagnostic.Kind.ERROR : Diagnostic.Kind.WARNING);
    }
}
