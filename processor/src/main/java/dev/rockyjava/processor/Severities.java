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
 * How each problem is shown: as it is by itself, or as {@code -Arocky.severity.RK114=off|warning|error} says. An error
 * after which nothing right could be generated stays one.
 */
final class Severities {

    private static final String PREFIX = "rocky.severity.";

    /** Errors that only say that something the user wrote has no meaning; what is generated is right without it. */
    private static final Set<ProblemId> LOWERABLE = Set.of(
            ProblemId.UNKNOWN_RENAME,
            ProblemId.NOTHING_SELECTED,
            ProblemId.UNKNOWN_ASSET_REFERENCE,
            ProblemId.UNKNOWN_COLUMN_REFERENCE,
            ProblemId.WRONG_REFERENCE);

    /** One option for each id. */
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
            wrong("the option -A" + name + " names no problem; ids are written as messages show them, such as "
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
            wrong("the option -A" + PREFIX + id.code() + " can only be \"error\": nothing right can be generated after that"
                    + " problem. Of the errors, these can be lowered: "
                    + LOWERABLE.stream().map(ProblemId::code).sorted().collect(Collectors.joining(", ")));
        } else {
            given.put(id, kind);
        }
    }

    private void wrong(String message) {
        problems.add(Problem.of(ProblemId.WRONG_OPTION, message, null));
    }

    /** Options that can't be followed. */
    List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** How to show a problem; empty for not at all. */
    Optional<Diagnostic.Kind> of(ProblemId id) {
        Optional<Diagnostic.Kind> kind = given.get(id);
        if (kind != null) {
            return kind;
        }
        return Optional.of(
                id.severity() == ProblemId.Severity.ERROR ? Diagnostic.Kind.ERROR : Diagnostic.Kind.WARNING);
    }
}
