package dev.rockyjava.asset.selection;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NearestKeys;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.UnknownAssetException;
import dev.rockyjava.internal.text.DidYouMean;
import dev.rockyjava.internal.text.Listing;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The terms of a selection that name assets by a word. A word that no asset has is an error. */
final class SelectionTerms {

    /** The kinds that are valid in every project, even without assets of the kind. A test is a check, not an asset. */
    private static final List<String> KINDS = Stream.of(NodeKind.values())
            .filter(kind -> kind != NodeKind.TEST && kind != NodeKind.OTHER)
            .map(NodeKind::word)
            .toList();

    private SelectionTerms() {}

    static AssetSelection exactly(String key) {
        return AssetSelection.ofKeys(List.of(AssetKey.parse(key)));
    }

    /** Returns a selection for a name or a pattern. A name may omit the first segments of the key if it is unique. */
    static AssetSelection name(String word) {
        Wildcards.Key end = Wildcards.Key.of(word);
        if (end.hasWildcard()) {
            return pattern(word);
        }
        AssetKey key = AssetKey.parse(word);
        AssetSelection named = definitions -> {
            if (definitions.find(key).isPresent()) {
                return new TreeSet<>(List.of(key));
            }
            SortedSet<AssetKey> found = AssetSelection.where(spec -> end.matches(spec.key())).resolve(definitions);
            if (found.isEmpty()) {
                throw new UnknownAssetException(key, definitions.keys());
            }
            if (found.size() > 1) {
                throw new AmbiguousAssetException(word, found);
            }
            return found;
        };
        return named.because("selected by name");
    }

    /** Returns a selection for a quoted key, which is exact unless it contains a wildcard. */
    static AssetSelection quotedKey(String text) {
        return Wildcards.Key.of(text).hasWildcard() ? pattern(text) : exactly(text);
    }

    static AssetSelection pattern(String text) {
        boolean all = text.equals("*");
        Wildcards.Key pattern = Wildcards.Key.of(text);
        AssetSelection matching = required(spec -> all || pattern.matches(spec.key()), definitions -> {
            List<String> near = NearestKeys.of(pattern.literals(), definitions.keys()).stream()
                    .map(AssetKey::toString)
                    .toList();
            return new EmptySelectionException(text, "'" + text + "' matches none of the " + definitions.specs().size()
                    + " assets" + DidYouMean.of(near, ""), near);
        });
        return all ? everything(matching) : matching.because("matches " + text);
    }

    /** Returns a selection of all assets with its reason, which need not be selected again for it. */
    static AssetSelection everything(AssetSelection all) {
        Optional<String> because = Optional.of("all assets");
        return new ReasonedSelection(all, definitions -> {
            Set<AssetKey> keys = new HashSet<>(definitions.keys());
            return key -> keys.contains(key) ? because : Optional.empty();
        });
    }

    static AssetSelection kind(Wildcards.Text kind) {
        String written = "kind:" + kind.text();
        Predicate<AssetSpec> condition = spec -> kinds(spec).anyMatch(kind::matches);
        if (KINDS.stream().anyMatch(kind::matches)) {
            return AssetSelection.where(condition).because(written);
        }
        return required(condition, definitions -> {
            SortedSet<String> known = words(definitions, SelectionTerms::kinds);
            known.addAll(KINDS);
            return wrong(written, kind.text(), known, "the kinds are " + String.join(", ", known));
        }).because(written);
    }

    private static Stream<String> kinds(AssetSpec spec) {
        return Stream.concat(Stream.of(spec.kind().word()), spec.kinds().stream());
    }

    static AssetSelection group(Wildcards.Text group) {
        String written = "group:" + group.text();
        return required(spec -> group.matches(spec.group()), definitions -> {
            SortedSet<String> known = words(definitions, spec -> Stream.of(spec.group()));
            return wrong(written, group.text(), known, all("group", known));
        }).because(written);
    }

    static AssetSelection tag(Wildcards.Text name) {
        return tagged(name.text(), tag -> name.matches(tag.name()), Tag::name);
    }

    static AssetSelection tag(Wildcards.Text name, Wildcards.Text value) {
        return tagged(
                name.text() + "=" + value.text(),
                tag -> name.matches(tag.name()) && value.matches(tag.value()),
                tag -> tag.name() + "=" + tag.value());
    }

    private record Tag(String name, String value) {

        static Stream<Tag> of(AssetSpec spec) {
            return spec.tags().entrySet().stream().map(tag -> new Tag(tag.getKey(), tag.getValue()));
        }
    }

    private static AssetSelection tagged(String written, Predicate<Tag> condition, Function<Tag, String> text) {
        return required(spec -> Tag.of(spec).anyMatch(condition), definitions -> {
            SortedSet<String> known = words(definitions, spec -> Tag.of(spec).map(text));
            return wrong("tag:" + written, written, known, all("tag", known));
        }).because("tag:" + written);
    }

    private static AssetSelection required(
            Predicate<AssetSpec> condition, Function<Definitions, EmptySelectionException> otherwise) {
        AssetSelection selection = AssetSelection.where(condition);
        return definitions -> {
            SortedSet<AssetKey> keys = selection.resolve(definitions);
            if (keys.isEmpty()) {
                throw otherwise.apply(definitions);
            }
            return keys;
        };
    }

    /**
     * Returns what a word of the language selects, unless an asset has the same name: to take one for the other would
     * build the wrong assets.
     */
    static AssetSelection notAName(String word, AssetSelection selection) {
        Wildcards.Key end = Wildcards.Key.of(word);
        AssetSelection clear = definitions -> {
            SortedSet<AssetKey> named = AssetSelection.where(spec -> end.matches(spec.key())).resolve(definitions);
            if (!named.isEmpty()) {
                throw AmbiguousAssetException.ofWord(word, named);
            }
            return selection.resolve(definitions);
        };
        return new ReasonedSelection(clear, selection::reasons);
    }

    /**
     * Returns a selection that is rejected if it matches nothing.
     *
     * @param mayBeEmpty whether a part of it may match nothing without being wrong
     */
    static AssetSelection notEmpty(String text, AssetSelection selection, boolean mayBeEmpty) {
        AssetSelection required = definitions -> {
            SortedSet<AssetKey> keys = selection.resolve(definitions);
            if (keys.isEmpty() && mayBeEmpty) {
                throw EmptySelectionException.ofNothingToDo(
                        text, "'" + text + "' matches none of the " + definitions.specs().size() + " assets");
            }
            if (keys.isEmpty()) {
                throw new EmptySelectionException(text, "the selection '" + text + "' matches none of the "
                        + definitions.specs().size() + " assets, although no word in it is unknown; widen it", List.of());
            }
            return keys;
        };
        return new ReasonedSelection(required, selection::reasons);
    }

    private static EmptySelectionException wrong(
            String part, String word, Collection<String> known, String allOfThem) {
        List<String> near = NearestKeys.ofNames(word, known);
        return new EmptySelectionException(part, part + " matches no asset"
                + DidYouMean.of(near, "; " + allOfThem), near);
    }

    private static SortedSet<String> words(Definitions definitions, Function<AssetSpec, Stream<String>> words) {
        return definitions.specs().stream().flatMap(words).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String all(String what, Collection<String> known) {
        return known.isEmpty()
                ? "no asset here has a " + what
                : "the " + what + "s of these assets are " + Listing.named(known);
    }
}
