package dev.rockyjava.asset.selection;

import dev.rockyjava.asset.Definitions;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the words of a selection's text refer to besides the definitions: other snapshots, earlier runs, and the sources
 * as the engine sees them now. Immutable.
 *
 * <p>{@code Materializer.select(String)} has a context of its own for earlier runs and sources; {@link #none()} is
 * sufficient there, or {@link #withSnapshots} for {@code changed:FILE}.
 */
public final class SelectionContext {

    private static final SelectionContext NONE = new SelectionContext(null, new TreeMap<>());

    private final @Nullable Function<String, Definitions> snapshots;
    private final SortedMap<String, Supplier<AssetSelection>> words;

    private SelectionContext(
            @Nullable Function<String, Definitions> snapshots, SortedMap<String, Supplier<AssetSelection>> words) {
        this.snapshots = snapshots;
        this.words = Collections.unmodifiableSortedMap(words);
    }

    /** Returns the context of a text that refers to the definitions only. */
    public static SelectionContext none() {
        return NONE;
    }

    /**
     * Returns a copy that can read other snapshots, for {@code changed:FILE}.
     *
     * @param otherSnapshots returns the definitions of the snapshot named after {@code changed:}; called while the text
     *     is parsed, and its exceptions are propagated
     */
    public SelectionContext withSnapshots(Function<String, Definitions> otherSnapshots) {
        return new SelectionContext(otherSnapshots, words);
    }

    /**
     * Returns a copy that knows more of the words whose meaning changes from run to run.
     *
     * @param known the words as they are typed: {@code stale}, and any of the forms {@code stale:WORD},
     *     {@code status:WORD} and {@code source:WORD}
     * @param selections returns what one of these words selects; called while the text is parsed, only for words in
     *     it, and its exceptions are propagated
     */
    public SelectionContext withWords(Collection<String> known, Function<String, AssetSelection> selections) {
        SortedMap<String, Supplier<AssetSelection>> all = new TreeMap<>(words);
        known.forEach(word -> all.put(word, () -> selections.apply(word)));
        return new SelectionContext(snapshots, all);
    }

    Optional<Function<String, Definitions>> snapshots() {
        return Optional.ofNullable(snapshots);
    }

    /** Returns the known words that begin with a name: {@code stale} and those with {@code stale:}. */
    Map<String, Supplier<AssetSelection>> words(String name) {
        return words.subMap(name, name + (char) (':' + 1));
    }
}
