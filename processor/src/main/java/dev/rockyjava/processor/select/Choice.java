package dev.rockyjava.processor.select;

import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.processor.select.AssetPattern.Member;
import dev.rockyjava.processor.select.AssetPattern.Value;
import dev.rockyjava.snapshot.Problem;
import dev.rockyjava.snapshot.ProblemId;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** What the user chose to have constants for. Definitions are never chosen from: they are complete. */
public final class Choice {

    /** The option of the processor that says for which assets columns get constants, whatever the annotation says. */
    public static final String OPTION = "rocky.columns";

    private static final String GROUPS = "group:";

    /** How javac shows a value that doesn't compile. */
    private static final String UNKNOWN = "<error>";

    private static final Map<String, Function<String, Value>> MEMBERS = Map.of(
            "group", AssetPattern::group,
            "kind", AssetPattern::kind,
            "tag", AssetPattern::tag,
            "key", AssetPattern::key);

    private final Map<Problem, Optional<AnnotationValue>> problems = new LinkedHashMap<>();
    private final IdentityHashMap<Value, AnnotationValue> places = new IdentityHashMap<>();
    private final List<AssetPattern> include;
    private final List<AssetPattern> exclude;
    private final List<AssetPattern> columns;

    private Choice(AnnotationMirror component, Elements elements, @Nullable String option) {
        include = patterns(component, elements, "include");
        exclude = patterns(component, elements, "exclude");
        columns = option == null ? patterns(component, elements, "columns") : columns(option);
    }

    /**
     * Reads what a component says.
     *
     * @param component the mirror of {@link dev.rockyjava.annotation.RockyAssets}
     * @param option the value of {@link #OPTION}; null if it isn't given
     */
    public static Choice of(AnnotationMirror component, Elements elements, @Nullable String option) {
        return new Choice(component, elements, option);
    }

    /** Whether an asset gets a constant. */
    public boolean wantsAsset(AssetSpec spec) {
        return (include.isEmpty() || include.stream().anyMatch(pattern -> pattern.matches(spec)))
                && exclude.stream().noneMatch(pattern -> pattern.matches(spec));
    }

    /** Whether the columns of an asset get constants, if it has one itself. */
    public boolean wantsColumns(AssetSpec spec) {
        return columns.stream().anyMatch(pattern -> pattern.matches(spec));
    }

    /** Whether the columns of any asset may get constants. */
    public boolean wantsAnyColumns() {
        return !columns.isEmpty();
    }

    /**
     * What can't be understood, and values that fit none of these assets.
     *
     * @return each with where it is written; empty if that isn't the annotation
     */
    public Map<Problem, Optional<AnnotationValue>> problems(Definitions definitions) {
        Map<Problem, Optional<AnnotationValue>> all = new LinkedHashMap<>(problems);
        for (List<AssetPattern> patterns : List.of(include, exclude, columns)) {
            for (AssetPattern pattern : patterns) {
                for (Member member : pattern.members()) {
                    for (Value value : member.values()) {
                        if (definitions.specs().stream().noneMatch(value.fits())) {
                            Problem problem = Problem.of(
                                    ProblemId.NOTHING_SELECTED,
                                    value.shown() + " fits none of the " + definitions.specs().size()
                                            + " assets; correct it or take it out",
                                    null);
                            all.putIfAbsent(problem, Optional.ofNullable(places.get(value)));
                        }
                    }
                }
            }
        }
        return all;
    }

    private List<AssetPattern> columns(String option) {
        String text = option.strip();
        if (text.equals("all")) {
            return List.of(AssetPattern.ALL);
        }
        if (text.startsWith(GROUPS) && text.length() > GROUPS.length()) {
            return List.of(AssetPattern.ofGroups(List.of(text.substring(GROUPS.length()).split(","))));
        }
        if (!text.equals("none")) {
            problems.put(
                    Problem.of(
                            ProblemId.WRONG_SELECTION,
                            "the option -A" + OPTION + " is \"" + option + "\"; write all, none, or " + GROUPS
                                    + " and the names of groups with commas between",
                            null),
                    Optional.empty());
        }
        return List.of();
    }

    private List<AssetPattern> patterns(AnnotationMirror component, Elements elements, String member) {
        List<AssetPattern> patterns = new ArrayList<>();
        for (AnnotationValue value : values(elements.getElementValuesWithDefaults(component), member)) {
            if (value.getValue() instanceof AnnotationMirror select) {
                patterns.add(pattern(select));
            }
        }
        return patterns;
    }

    private AssetPattern pattern(AnnotationMirror select) {
        List<Member> members = new ArrayList<>();
        MEMBERS.forEach((name, parse) -> {
            List<AnnotationValue> given = values(select.getElementValues(), name);
            if (!given.isEmpty()) {
                List<Value> values = new ArrayList<>();
                for (AnnotationValue value : given) {
                    if (value.getValue() instanceof String text && !value.toString().equals(UNKNOWN)) {
                        parse(parse, text, value).ifPresent(values::add);
                    }
                }
                members.add(new Member(values));
            }
        });
        return new AssetPattern(members);
    }

    private Optional<Value> parse(Function<String, Value> parse, String text, AnnotationValue at) {
        try {
            Value value = parse.apply(text);
            places.put(value, at);
            return Optional.of(value);
        } catch (IllegalArgumentException e) {
            problems.putIfAbsent(
                    Problem.of(
                            ProblemId.WRONG_SELECTION,
                            "the pattern \"" + text + "\" ends in a lone '\\'; write '\\\\' for the character itself",
                            null),
                    Optional.of(at));
            return Optional.empty();
        }
    }

    /** The elements of an array member; one value without braces is an array too. */
    private static List<AnnotationValue> values(
            Map<? extends ExecutableElement, ? extends AnnotationValue> values, String member) {
        List<AnnotationValue> found = new ArrayList<>();
        values.forEach((method, value) -> {
            if (method.getSimpleName().contentEquals(member)) {
                if (value.getValue() instanceof List<?> list) {
                    list.forEach(element -> found.add((AnnotationValue) element));
                } else {
                    found.add(value);
                }
            }
        });
        return found;
    }
}
