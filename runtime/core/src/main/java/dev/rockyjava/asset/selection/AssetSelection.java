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
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A description of some assets, resolved against {@link Definitions} when it is needed.
 *
 * <p>Selections combine: {@code of(A, B).upstream().minus(kind(SEED))}. An asset that is named and isn't there is an
 * error, and so is a group, tag or pattern that no asset has: a mistyped name is never an empty selection, also not
 * beside a right one. A kind is a right word in every project, so one program may serve projects that have none of it;
 * for anything else that need not be there, use {@link #where}. Nothing at all is never run: {@code Materializer} refuses
 * an empty selection.
 */
@FunctionalInterface
public interface AssetSelection {

    /**
     * The keys that this selection means.
     *
     * @throws UnknownAssetException if it names an asset that the definitions don't have
     * @throws EmptySelectionException if it names a group, tag or pattern that no asset has
     */
    SortedSet<AssetKey> resolve(Definitions definitions);

    /**
     * Why each asset is in, for people: {@code selected by name}, {@code matches marts/*}, {@code group:marts},
     * {@code upstream of wh/marts/orders (2 steps)}. Takes as long as resolving does, once for all assets.
     *
     * @return empty for an asset that isn't selected
     * @throws UnknownAssetException as {@link #resolve}
     */
    default Function<AssetKey, Optional<String>> reasons(Definitions definitions) {
        return ReasonedSelection.same(this, "selected by the program").in(definitions);
    }

    /**
     * The same assets, with a reason of one's own for all of them.
     *
     * @param reason see {@link #reasons}: {@code its source was late}, for example
     */
    default AssetSelection because(String reason) {
        return new ReasonedSelection(this, ReasonedSelection.same(this, reason));
    }

    /** Every asset. */
    static AssetSelection all() {
        return where(spec -> true).because("all assets");
    }

    /** The assets of the given constants. */
    static AssetSelection of(Asset... assets) {
        return ofKeys(Arrays.stream(assets).map(Asset::key).toList());
    }

    /** The assets with the given keys. */
    static AssetSelection ofKeys(Collection<AssetKey> keys) {
        List<AssetKey> wanted = List.copyOf(keys);
        AssetSelection named = definitions -> {
            wanted.forEach(definitions::get);
            return Collections.unmodifiableSortedSet(new TreeSet<>(wanted));
        };
        return named.because("selected by name");
    }

    /** The assets of one node kind; none if the project has none. */
    static AssetSelection kind(NodeKind kind) {
        return where(spec -> spec.kind() == kind).because("kind:" + kind.word());
    }

    /** The assets of one group; resolving it throws {@link EmptySelectionException} if there is no such group. */
    static AssetSelection group(String group) {
        return SelectionTerms.group(Wildcards.Text.literal(group));
    }

    /** The assets for which a condition holds; none if there is none. */
    static AssetSelection where(Predicate<AssetSpec> condition) {
        return definitions -> {
            SortedSet<AssetKey> keys = new TreeSet<>();
            definitions.specs().stream().filter(condition).map(AssetSpec::key).forEach(keys::add);
            return Collections.unmodifiableSortedSet(keys);
        };
    }

    /**
     * The assets with a tag of this name and value; resolving it throws {@link EmptySelectionException} if there is no
     * such tag.
     */
    static AssetSelection tag(String name, String value) {
        return SelectionTerms.tag(Wildcards.Text.literal(name), Wildcards.Text.literal(value));
    }

    /**
     * The assets whose key ends in what a pattern says; resolving it throws {@link EmptySelectionException} if there is
     * no such asset.
     *
     * @param pattern segments joined by {@code /}; {@code *} stands for any characters of one segment, a segment
     *     {@code **} for any number of segments, {@code \*} for a star. {@code marts/*} is every asset whose last
     *     segment but one is {@code marts}
     * @throws IllegalArgumentException as {@link AssetKey#parse}
     */
    static AssetSelection pattern(String pattern) {
        return SelectionTerms.pattern(pattern);
    }

    /**
     * The assets that other definitions don't have, or describe in another way: another strategy, target, dependency, …
     * Every member that the snapshots state counts, but {@link VolatileMetadata}. A snapshot doesn't hold the SQL text: a model whose text alone is another
     * one, with the same lineage, target and strategy, is not seen.
     *
     * @param other those of an earlier snapshot
     */
    static AssetSelection changedSince(Definitions other) {
        return where(spec -> other.find(spec.key())
                .filter(before -> before.describesTheSame(spec))
                .isEmpty()).because("new or changed");
    }

    /**
     * Reads a selection as people type it, in the way that Dagster and dbt have in common.
     *
     * <table>
     *   <caption>What can be written</caption>
     *   <tr><td>{@code daily_revenue}</td><td>the asset whose key ends so; an error if there are several</td></tr>
     *   <tr><td>{@code marts/*}</td><td>the assets that the {@linkplain #pattern pattern} matches; also with
     *       {@code key:} before it, as {@code key:"fct_*"}</td></tr>
     *   <tr><td>{@code key:"wh/marts/a"}, {@code "wh/marts/a"}</td><td>the asset with exactly this key; without
     *       {@code key:} a {@code *} in it is a star</td></tr>
     *   <tr><td>{@code kind:seed}, {@code group:marts}, {@code tag:domain=finance}, {@code tag:domain}</td>
     *       <td>by what the asset is; {@code *} in a value stands for any characters, {@code \*} for a star; a value
     *       with spaces, commas, parentheses or {@code +} needs quotes</td></tr>
     *   <tr><td>{@code changed:FILE}</td><td>see {@link #parse(String, Function)}</td></tr>
     *   <tr><td>{@code +x}, {@code x+}, {@code 2+x+1}</td><td>with everything upstream, downstream, or so many steps of
     *       it</td></tr>
     *   <tr><td>{@code roots(x)}, {@code leaves(x)}, {@code sinks(x)}</td><td>see {@link #roots}, {@link #leaves}</td></tr>
     *   <tr><td>{@code not x}, {@code x and y}, {@code x or y}, {@code (x)}</td><td>from the strongest binding to the
     *       weakest; {@code *} alone is every asset</td></tr>
     * </table>
     *
     * <p>A comma is refused: to dbt it means "and", elsewhere "or". So is a space between two names.
     *
     * @return resolving it throws {@link UnknownAssetException} for a name that isn't there,
     *     {@link AmbiguousAssetException} for one that several assets have, and {@link EmptySelectionException} for any
     *     other word that no asset has, and if all of it matches nothing
     * @throws SelectionSyntaxException if the text can't be read
     */
    static AssetSelection parse(String text) {
        return SelectionTerms.notEmpty(text, new SelectionParser(text, null).parse());
    }

    /**
     * Reads a selection as {@link #parse(String)} does, and in it {@code changed:FILE}: the assets
     * {@linkplain #changedSince changed since} another snapshot. Nothing changed is no error beside other parts.
     *
     * @param snapshots gives the definitions of a snapshot for what is written after {@code changed:}; called while the
     *     text is read, and what it throws is thrown
     * @return as {@link #parse(String)}
     * @throws SelectionSyntaxException if the text can't be read
     */
    static AssetSelection parse(String text, Function<String, Definitions> snapshots) {
        return SelectionTerms.notEmpty(text, new SelectionParser(text, snapshots).parse());
    }

    /**
     * These assets and what they need within so many steps: 1 for what they read directly.
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
     * These assets and what needs them within so many steps: 1 for what reads them directly.
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

    /** Those of these assets that need no other of them, not even by way of assets outside. */
    default AssetSelection roots() {
        AssetSelection left = definitions -> {
            SortedSet<AssetKey> keys = resolve(definitions);
            return without(keys, definitions.graph().allDownstream(keys));
        };
        return new ReasonedSelection(left, ReasonedSelection.partOf(this, left, ", one of the roots"));
    }

    /** Those of these assets that no other of them needs, not even by way of assets outside. */
    default AssetSelection leaves() {
        AssetSelection left = definitions -> {
            SortedSet<AssetKey> keys = resolve(definitions);
            return without(keys, definitions.graph().allUpstream(keys));
        };
        return new ReasonedSelection(left, ReasonedSelection.partOf(this, left, ", one of the leaves"));
    }

    /** These assets and everything they need. */
    default AssetSelection upstream() {
        AssetSelection near = definitions -> {
            SortedSet<AssetKey> keys = resolve(definitions);
            return union(keys, definitions.graph().allUpstream(keys));
        };
        return new ReasonedSelection(near, ReasonedSelection.near(this, "upstream of", Integer.MAX_VALUE, AssetGraph::upstream));
    }

    /** These assets and everything that needs them. */
    default AssetSelection downstream() {
        AssetSelection near = definitions -> {
            SortedSet<AssetKey> keys = resolve(definitions);
            return union(keys, definitions.graph().allDownstream(keys));
        };
        return new ReasonedSelection(near, ReasonedSelection.near(this, "downstream of", Integer.MAX_VALUE, AssetGraph::downstream));
    }

    /** The assets of this or the other selection. */
    default AssetSelection plus(AssetSelection other) {
        AssetSelection all = definitions -> union(resolve(definitions), other.resolve(definitions));
        return new ReasonedSelection(all, ReasonedSelection.either(this, other));
    }

    /** The assets of this and the other selection. */
    default AssetSelection and(AssetSelection other) {
        AssetSelection common = definitions -> {
            SortedSet<AssetKey> keys = new TreeSet<>(resolve(definitions));
            keys.retainAll(other.resolve(definitions));
            return Collections.unmodifiableSortedSet(keys);
        };
        return new ReasonedSelection(common, ReasonedSelection.both(this, other));
    }

    /** The assets of this selection that are not in the other. */
    default AssetSelection minus(AssetSelection other) {
        AssetSelection left = definitions -> without(resolve(definitions), other.resolve(definitions));
        return new ReasonedSelection(left, ReasonedSelection.partOf(this, left, ", not left out"));
    }

    private static SortedSet<AssetKey> without(SortedSet<AssetKey> keys, SortedSet<AssetKey> others) {
        SortedSet<AssetKey> rest = new TreeSet<>(keys);
        // Not removeAll(): for a set that is smaller than the other it may look through all of the other.
        rest.removeIf(others::contains);
        return Collections.unmodifiableSortedSet(rest);
    }

    private static SortedSet<AssetKey> union(SortedSet<AssetKey> a, SortedSet<AssetKey> b) {
        SortedSet<AssetKey> keys = new TreeSet<>(a);
        keys.addAll(b);
        return Collections.unmodifiableSortedSet(keys);
    }
}
