package dev.rockyjava.asset;

import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The parts of a selection text that name assets. Each of them is an error when it matches nothing. */
final class SelectionTerms {

    private static final int NAMED = 5;

    private SelectionTerms() {}

    /**
     * A value.
     *
     * @param literal whether {@code *} in it means itself
     */
    record Text(String text, boolean literal) {

        static Text literal(String text) {
            return new Text(text, true);
        }

        static Text ofWord(String text) {
            return new Text(text, false);
        }

        Predicate<String> test() {
            return literal || !Wildcards.in(text)
                    ? text::equals
                    : Wildcards.text(text).asMatchPredicate();
        }
    }

    static AssetSelection exactly(String key) {
        return AssetSelection.ofKeys(List.of(AssetKey.parse(key)));
    }

    /** A name or a pattern. A name may lack the first segments of the key, if one asset alone ends so. */
    static AssetSelection key(String word) {
        AssetKey key = AssetKey.parse(word);
        AssetSelection matching = AssetSelection.pattern(word);
        if (Wildcards.in(word)) {
            AssetSelection some = required(
                    "'" + word + "'",
                    matching,
                    definitions -> names(NearestKeys.of(AssetKey.parse(word.replace("*", "")), definitions.keys())));
            return some.because(word.equals("*") ? "all assets" : "matches " + word);
        }
        AssetSelection named = definitions -> {
            if (definitions.find(key).isPresent()) {
                return new TreeSet<>(List.of(key));
            }
            SortedSet<AssetKey> found = matching.resolve(definitions);
            if (found.isEmpty()) {
                throw new UnknownAssetException(key, definitions.keys());
            }
            if (found.size() > 1) {
                throw new IllegalArgumentException("the name '" + word + "' could be any of " + found.size()
                        + " assets: " + some(names(found)) + "; write more of the key, or '*/" + word + "' for all");
            }
            return found;
        };
        return named.because("selected by name");
    }

    static AssetSelection kind(Text kind) {
        Predicate<String> test = kind.test();
        return required("kind:" + kind.text(), "kind", kind, SelectionTerms::kinds, spec -> kinds(spec).anyMatch(test));
    }

    private static Stream<String> kinds(AssetSpec spec) {
        return Stream.concat(Stream.of(spec.kind().word()), spec.kinds().stream());
    }

    static AssetSelection group(Text group) {
        Predicate<String> test = group.test();
        return required(
                "group:" + group.text(),
                "group",
                group,
                spec -> Stream.of(spec.group()),
                spec -> test.test(spec.group()));
    }

    static AssetSelection tag(Text name) {
        Predicate<String> test = name.test();
        return required(
                "tag:" + name.text(),
                "tag",
                name,
                spec -> spec.tags().keySet().stream(),
                spec -> spec.tags().keySet().stream().anyMatch(test));
    }

    static AssetSelection tag(Text name, Text value) {
        Predicate<String> nameTest = name.test();
        Predicate<String> valueTest = value.test();
        String both = name.text() + "=" + value.text();
        return required(
                "tag:" + both,
                "tag",
                new Text(both, true),
                spec -> spec.tags().entrySet().stream().map(tag -> tag.getKey() + "=" + tag.getValue()),
                spec -> spec.tags().entrySet().stream()
                        .anyMatch(tag -> nameTest.test(tag.getKey()) && valueTest.test(tag.getValue())));
    }

    private static AssetSelection required(
            String part,
            String what,
            Text wrong,
            Function<AssetSpec, Stream<String>> words,
            Predicate<AssetSpec> condition) {
        AssetSelection matching = definitions -> {
            SortedSet<AssetKey> keys = AssetSelection.where(condition).resolve(definitions);
            if (keys.isEmpty()) {
                SortedSet<String> known = definitions.specs().stream()
                        .flatMap(words)
                        .collect(Collectors.toCollection(TreeSet::new));
                throw new EmptySelectionException(part, message(part, what, wrong.text(), known));
            }
            return keys;
        };
        return matching.because(part);
    }

    private static String message(String part, String what, String wrong, Collection<String> known) {
        List<String> near = NearestKeys.ofNames(wrong, known);
        String begin = part + " matches no asset; ";
        if (!near.isEmpty()) {
            return begin + "did you mean " + String.join(", ", near) + "?";
        }
        return begin + (known.isEmpty()
                ? "no asset here has a " + what
                : "the " + what + "s of these assets are " + some(known));
    }

    private static AssetSelection required(
            String part, AssetSelection selection, Function<Definitions, Collection<String>> nearest) {
        return definitions -> {
            SortedSet<AssetKey> keys = selection.resolve(definitions);
            if (keys.isEmpty()) {
                Collection<String> near = nearest.apply(definitions);
                throw new EmptySelectionException(part, part + " matches none of the " + definitions.specs().size()
                        + " assets" + (near.isEmpty() ? "" : "; did you mean " + String.join(", ", near) + "?"));
            }
            return keys;
        };
    }

    private static List<String> names(Collection<AssetKey> keys) {
        return keys.stream().map(AssetKey::toString).toList();
    }

    private static String some(Collection<String> names) {
        return names.stream().limit(NAMED).collect(Collectors.joining(", "))
                + (names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "");
    }
}
