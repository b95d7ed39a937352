package dev.rockyjava.run.history;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.asset.selection.SelectionContext;
import dev.rockyjava.engine.QueryRequest;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the words of a selection's text mean that depend on earlier runs and on the engine's sources, as of one moment:
 * {@code stale}, {@code status:failed}, {@code source:changed}. Journal and engine are asked only for a word that is used,
 * and once. For use by one thread.
 */
public final class SelectionWords {

    private static final String STALE = "stale";
    private static final String PREFIX = STALE + ":";
    private static final String FAILED = "status:failed";
    private static final String NEVER = "status:never";
    private static final String CHANGED = "source:changed";

    /** The words about earlier runs, as they are typed; see {@link StaleReason#WORDS}. */
    public static final List<String> OF_RUNS = Stream.concat(
                    Stream.concat(Stream.of(STALE), StaleReason.WORDS.stream().map(word -> PREFIX + word)),
                    Stream.of(FAILED, NEVER))
            .toList();

    /** The words about sources, as they are typed. */
    public static final List<String> OF_SOURCES = List.of(CHANGED);

    private final Definitions definitions;
    private final Supplier<RunHistory> read;
    private final CurrentCode code;
    private final Instant now;
    private final Set<NodeKind> executed;
    private @Nullable RunHistory history;
    private @Nullable Staleness staleness;
    private final Set<String> asked = new TreeSet<>();

    /**
     * Creates the words.
     *
     * @param history reads the journals
     * @param code where the code of models is found now
     * @param now see {@link Staleness#of(Definitions, RunHistory, CurrentCode, Instant, Set)}
     * @param executed see there
     */
    public SelectionWords(
            Definitions definitions, Supplier<RunHistory> history, CurrentCode code, Instant now, Set<NodeKind> executed) {
        this.definitions = definitions;
        this.read = history;
        this.code = code;
        this.now = now;
        this.executed = Set.copyOf(executed);
    }

    /** Returns a context that knows {@link #OF_RUNS}. */
    public SelectionContext ofRuns(SelectionContext context) {
        return context.withWords(OF_RUNS, this::ofRuns);
    }

    /**
     * Returns a context that knows {@link #OF_SOURCES}: {@code source:changed} selects the sources and loads of
     * replications of which a source was synchronized ({@code last_sync_at} of {@code rocky discover}) after their last
     * build had begun. Also selected are those that were never built, and those for which the engine reports no such time,
     * as on DuckDB: nothing is known of them. A load pipeline is selected if a file in its {@code source_dir} was edited, or
     * came there, after the last build had begun, if it was never built, or if the folder isn't visible.
     *
     * @param ask returns the engine's answer to a query; called while a text with such a word is parsed, once per
     *     replication pipeline, and its exceptions are propagated
     */
    public SelectionContext ofSources(SelectionContext context, Function<QueryRequest, String> ask) {
        return context.withWords(OF_SOURCES, word -> {
            Map<AssetKey, RecordedAsset> built = history().lastMaterialized();
            SortedMap<AssetKey, String> changed = SyncedSources.of(definitions, built, ask);
            changed.putAll(LandedFiles.of(definitions, built, code.configFile()));
            return AssetSelection.because(changed);
        });
    }

    /**
     * Returns the partitions to build of an asset, by their canonical keys, oldest first; see
     * {@link Staleness#partitions}. Only the reasons count that a text asked for: {@code stale:code} is about the latest
     * partition, {@code status:failed} about those that failed. Empty for the latest one.
     */
    public SortedSet<String> partitions(AssetKey key) {
        return asked.isEmpty() ? Collections.emptySortedSet() : staleness().partitions(key, asked.toArray(String[]::new));
    }

    /** Returns whether a text asked for what is stale, for any reason. */
    public boolean askedForStale() {
        return !asked.isEmpty();
    }

    private AssetSelection ofRuns(String word) {
        return switch (word) {
            case STALE -> stale(StaleReason.WORDS);
            case FAILED -> stale(List.of(StaleReason.Failed.WORD));
            case NEVER -> never(history().last().keySet());
            default -> stale(List.of(word.substring(PREFIX.length())));
        };
    }

    private AssetSelection stale(List<String> words) {
        asked.addAll(words);
        return staleness().selection(words.toArray(String[]::new));
    }

    private static AssetSelection never(Set<AssetKey> run) {
        return AssetSelection.where(spec -> !run.contains(spec.key())).because("never run");
    }

    private Staleness staleness() {
        Staleness known = staleness;
        if (known == null) {
            known = Staleness.of(definitions, history(), code, now, executed);
            staleness = known;
        }
        return known;
    }

    private RunHistory history() {
        RunHistory known = history;
        if (known == null) {
            known = read.get();
            history = known;
        }
        return known;
    }
}
