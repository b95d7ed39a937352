package dev.rockyjava.asset.selection;

import dev.rockyjava.asset.Asset;
import dev.rockyjava.asset.AssetGraph;
import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.UnknownAssetException;
import dev.rockyjava.asset.VolatileMetadata;
import dev.rockyjava.internal.text.Depths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A selection of assets, resolved against {@link Definitions} on demand.
 *
 * <p>Selections can be combined: {@code of(A, B).upstream().minus(kind(SEED))}. A named asset that doesn't exist is
 * an error, and so is a group, tag or pattern that no asset has: a mistyped name never results in an empty selection,
 * even next to a correct one. A kind is valid in every project, so that one program can serve projects without assets
 * of that kind. For anything else that may be absent, use {@link #where}. An empty selection is never run:
 * {@code Materializer} rejects it.
 */
@FunctionalInterface
public interface AssetSelection {

    /**
     * Returns the keys of the selected assets.
     *
     * @throws UnknownAssetException if it names an asset that the definitions don't have
     * @throws EmptySelectionException if it names a group, tag or pattern that no asset has
     */
    SortedSet<AssetKey> resolve(Definitions definitions);

    /**
     * Returns why each asset is selected, for users: {@code selected by name}, {@code matches marts/*},
     * {@code group:marts}, {@code upstream of wh/marts/orders (2 steps)}. Takes as long as resolving does, once for
     * all assets.
     *
     * @return a function that returns empty for an asset that isn't selected
     * @throws UnknownAssetException as {@link #resolve}
     */
    default Function<AssetKey, Optional<String>> reasons(Definitions definitions) {
        return ReasonedSelection.same(this, "selected by the program").in(definitions);
    }

    /**
     * Returns a selection of the same assets with a custom reason for all of them.
     *
     * @param reason see {@link #reasons}: {@code its source was late}, for example
     */
    default AssetSelection because(String reason) {
        return new ReasonedSelection(this, ReasonedSelection.same(this, reason));
    }

    /**
     * Returns a selection of the given keys, each with a reason of its own; it may be empty.
     *
     * @param reasons see {@link #reasons}
     */
    static AssetSelection because(Map<AssetKey, String> reasons) {
        Map<AssetKey, String> known = Map.copyOf(reasons);
        AssetSelection named = definitions -> {
            known.keySet().forEach(definitions::get);
            return Collections.unmodifiableSortedSet(new TreeSet<>(known.keySet()));
        };
        return new ReasonedSelection(named, definitions -> key -> Optional.ofNullable(known.get(key)));
    }

    /** Returns a selection of all assets. */
    static AssetSelection all() {
        return SelectionTerms.everything(where(spec -> true));
    }

    /** Returns a selection of the given constants. */
    static AssetSelection of(Asset... assets) {
        return ofKeys(Arrays.stream(assets).map(Asset::key).toList());
    }

    /** Returns a selection of the given keys. */
    static AssetSelection ofKeys(Collection<AssetKey> keys) {
        List<AssetKey> wanted = List.copyOf(keys);
        AssetSelection named = definitions -> {
            wanted.forEach(definitions::get);
            return Collections.unmodifiableSortedSet(new TreeSet<>(wanted));
        };
        return named.because("selected by name");
    }

    /** Returns a selection of the assets of one node kind; it may be empty. */
    static AssetSelection kind(NodeKind kind) {
        return where(spec -> spec.kind() == kind).because("kind:" + kind.word());
    }

    /**
     * Returns a selection of the assets of one group; resolving it throws {@link EmptySelectionException} if there is
     * no such group.
     */
    static AssetSelection group(String group) {
        return SelectionTerms.group(Wildcards.Text.literal(group));
    }

    /** Returns a selection of the assets that satisfy a condition; it may be empty. */
    static AssetSelection where(Predicate<AssetSpec> condition) {
        return definitions -> {
            List<AssetKey> keys = new ArrayList<>();
            for (AssetSpec spec : definitions.specs()) { // sorted by key
                if (condition.test(spec)) {
                    keys.add(spec.key());
                }
            }
            return new SortedKeys(keys);
        };
    }

    /**
     * Returns a selection of the assets with a tag of this name and value; resolving it throws
     * {@link EmptySelectionException} if there is no such tag.
     */
    static AssetSelection tag(String name, String value) {
        return SelectionTerms.tag(Wildcards.Text.literal(name), Wildcards.Text.literal(value));
    }

    /**
     * Returns a selection of the assets whose key ends in a match of the pattern; resolving it throws
     * {@link EmptySelectionException} if there is no such asset.
     *
     * @param pattern segments joined by {@code /}; {@code *} matches any characters within a segment, the segment
     *     {@code **} matches any number of segments, and {@code \*} matches an asterisk. {@code marts/*} matches
     *     every asset whose last segment but one is {@code marts}
     * @throws IllegalArgumentException as {@link AssetKey#parse}
     */
    static AssetSelection pattern(String pattern) {
        return SelectionTerms.pattern(pattern);
    }

    /**
     * Returns a selection of the assets that other definitions don't have or describe differently, for example with
     * another strategy, target or dependency. Every member that the snapshots contain is compared, except
     * {@link VolatileMetadata}. An edit of a model's files counts, see {@link dev.rockyjava.asset.Stated#code()}; so
     * does each model if only one side has digests of files.
     *
     * @param other the definitions of an earlier snapshot; if it may have been written in another environment, as
     *     {@code RockyComponent.buildEarlierDefs} returns them
     */
    static AssetSelection changedSince(Definitions other) {
        return where(spec -> other.find(spec.key())
                .filter(before -> before.describesTheSame(spec))
                .isEmpty()).because("new or changed");
    }

    /**
     * Parses a selection as a user types it, in the syntax that Dagster and dbt have in common.
     * <table> <caption>Syntax</caption>
     * <tr><td>{@code daily_revenue}</td><td>the asset whose key ends in this; an error if there are several</td></tr>
     * <tr><td>{@code marts/*}</td><td>the assets that match the {@linkplain #pattern pattern}; also with the prefix
     *       {@code key:}, as in {@code key:"fct_*"}</td></tr>
     * <tr><td>{@code key:"wh/marts/a"}, {@code "wh/marts/a"}</td><td>the asset with exactly this key; without
     *       {@code key:}, a {@code *} in it is a wildcard</td></tr>
     * <tr><td>{@code kind:seed}, {@code group:marts}, {@code tag:domain=finance}, {@code tag:domain}</td> <td>by
     *       attribute; in a value, {@code *} matches any characters and {@code \*} an asterisk; a value with spaces,
     *       commas, parentheses or {@code +} needs quotes</td></tr>
     * <tr><td>{@code changed:FILE}, {@code stale}, {@code stale:code}, {@code status:failed},
     *       {@code source:changed}</td><td>see {@link #parse(String, SelectionContext)}</td></tr>
     * <tr><td>{@code +x}, {@code x+}, {@code 2+x+1}</td><td>with everything upstream, everything downstream, or the
     *       given number of steps</td></tr>
     * <tr><td>{@code roots(x)}, {@code leaves(x)}, {@code sinks(x)}</td><td>see {@link #roots},
     *       {@link #leaves}</td></tr>
     * <tr><td>{@code not x}, {@code x and y}, {@code x or y}, {@code (x)}</td><td>from the strongest binding to the
     *       weakest; {@code *} alone is every asset</td></tr>
     * </table>
     *
     * <p>A comma is rejected, since it means "and" in dbt and "or" elsewhere. So is a space between two names.
     *
     * @return the selection; resolving it throws {@link UnknownAssetException} for a name that doesn't exist,
     *     {@link AmbiguousAssetException} for a name of several assets, and {@link EmptySelectionException} for any
     *     other word that no asset has, and if the whole selection matches nothing
     * @throws SelectionSyntaxException if the text can't be parsed
     */
    static AssetSelection parse(String text) {
        return parse(text, SelectionContext.none());
    }

    /**
     * Parses a selection like {@link #parse(String)}, with the words that need more than the definitions:
     * <ul>
     *   <li>{@code changed:FILE}: the assets {@linkplain #changedSince changed since} another snapshot;
     *   <li>{@code stale}, {@code stale:WORD}, {@code status:WORD}: by what earlier runs did. An asset named
     *       {@code stale} is {@code key:stale}; where there is one, the word is {@code stale:*}, and {@code stale} alone is an
     *       {@link AmbiguousAssetException} when resolved;
     *   <li>{@code source:changed}: the sources that have been synchronized since they were last built.
     * </ul>
     * That such a word selects nothing isn't an error as long as other parts of the selection match; otherwise resolving
     * throws an {@link EmptySelectionException} that says that there is {@linkplain
     * EmptySelectionException#nothingToDo() nothing to do}. A word that the context doesn't know is a
     * {@link SelectionSyntaxException}.
     *
     * @param context what these words refer to; asked while the text is parsed
     * @return as {@link #parse(String)}
     * @throws SelectionSyntaxException if the text can't be parsed
     */
    static AssetSelection parse(String text, SelectionContext context) {
        return new SelectionParser(text, context).parse();
    }

    /**
     * Returns a selection of these assets and their dependencies up to a number of steps; 1 adds direct dependencies
     * only.
     *
     * @throws IllegalArgumentException if the depth is negative
     */
    default AssetSelection upstream(int depth) {
        Depths.require(depth);
        AssetSelection near = definitions -> {
            SortedSet<AssetKey> keys = resolve(definitions);
            return union(keys, definitions.graph().upstream(keys, depth));
        };
        return new ReasonedSelection(near, ReasonedSelection.near(this, "upstream of", depth, AssetGraph::upstream));
    }

    /**
     * Returns a selection of these assets and their dependents up to a number of steps; 1 adds direct dependents
     * only.
     *
     * @throws IllegalArgumentException if the depth is negative
     */
    default AssetSelection downstream(int depth) {
        Depths.require(depth);
        AssetSelection near = definitions -> {
            SortedSet<AssetKey> keys = resolve(definitions);
            return union(keys, definitions.graph().downstream(keys, depth));
        };
        return new ReasonedSelection(near, ReasonedSelection.near(this, "downstream of", depth, AssetGraph::downstream));
    }

    /**
     * Returns a selection of those of these assets that depend on no other of them, not even through assets outside.
     */
    default AssetSelection roots() {
        AssetSelection left = definitions -> {
            SortedSet<AssetKey> keys = resolve(definitions);
            return without(keys, definitions.graph().allDownstream(keys));
        };
        return new ReasonedSelection(left, ReasonedSelection.partOf(this, left, ", one of the roots"));
    }

    /**
     * Returns a selection of those of these assets that no other of them depends on, not even through assets outside.
     */
    default AssetSelection leaves() {
        AssetSelection left = definitions -> {
            SortedSet<AssetKey> keys = resolve(definitions);
            return without(keys, definitions.graph().allUpstream(keys));
        };
        return new ReasonedSelection(left, ReasonedSelection.partOf(this, left, ", one of the leaves"));
    }

    /** Returns a selection of these assets and all their dependencies. */
    default AssetSelection upstream() {
        return upstream(Integer.MAX_VALUE);
    }

    /** Returns a selection of these assets and all their dependents. */
    default AssetSelection downstream() {
        return downstream(Integer.MAX_VALUE);
    }

    /** Returns the union of this selection and another. */
    default AssetSelection plus(AssetSelection other) {
        AssetSelection all = definitions -> union(resolve(definitions), other.resolve(definitions));
        return new ReasonedSelection(all, ReasonedSelection.either(this, other));
    }

    /** Returns the intersection of this selection and another. */
    default AssetSelection and(AssetSelection other) {
        AssetSelection common = definitions -> {
            SortedSet<AssetKey> keys = new TreeSet<>(resolve(definitions));
            keys.retainAll(other.resolve(definitions));
            return Collections.unmodifiableSortedSet(keys);
        };
        return new ReasonedSelection(common, ReasonedSelection.both(this, other));
    }

    /** Returns a selection of the assets of this selection that are not in the other. */
    default AssetSelection minus(AssetSelection other) {
        AssetSelection left = definitions -> without(resolve(definitions), other.resolve(definitions));
        return new ReasonedSelection(left, ReasonedSelection.partOf(this, left, ", not left out"));
    }

    private static SortedSet<AssetKey> without(SortedSet<AssetKey> keys, SortedSet<AssetKey> others) {
        SortedSet<AssetKey> rest = new TreeSet<>(keys);
        // Not removeAll(), which may iterate over the other set if that is the larger one.
        rest.removeIf(others::contains);
        return Collections.unmodifiableSortedSet(rest);
    }

    private static SortedSet<AssetKey> union(SortedSet<AssetKey> a, SortedSet<AssetKey> b) {
        SortedSet<AssetKey> keys = new TreeSet<>(a);
        keys.addAll(b);
        return Collections.unmodifiableSortedSet(keys);
    }
}
