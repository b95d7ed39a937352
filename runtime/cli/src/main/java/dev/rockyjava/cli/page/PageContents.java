package dev.rockyjava.cli.page;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.CheckSpec;
import dev.rockyjava.asset.ColumnSource;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.internal.snapshot.read.SnapshotReader;
import dev.rockyjava.internal.text.ShellWords;
import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.PlannedAction;
import dev.rockyjava.run.RunPlan;
import dev.rockyjava.run.RunResult;
import dev.rockyjava.run.history.RecordedAsset;
import dev.rockyjava.run.history.RecordedRun;
import dev.rockyjava.run.history.RunHistory;
import dev.rockyjava.run.history.StaleReason;
import dev.rockyjava.run.history.Staleness;
import dev.rockyjava.snapshot.SnapshotException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Collects what a page shows. */
final class PageContents {

    /** The latest runs are enough to see what is usual. */
    private static final int MOST_RUNS = 20;
    /** Outcomes of assets in all runs together: about 2 MB before they are compressed. */
    private static final int MOST_OUTCOMES = 120_000;

    private final RockyComponent component;
    private final Definitions definitions;
    private final Set<AssetKey> keys;
    private final Optional<RockyEngine> engine;
    private final Optional<RunRecording> recording;
    private final Instant made;
    private final Optional<RunHistory> history;
    private final ModelSql sql;

    PageContents(
            RockyComponent component,
            Definitions definitions,
            Set<AssetKey> keys,
            Optional<Path> journal,
            Optional<RockyEngine> engine,
            Optional<RunRecording> recording,
            Instant made) {
        this.component = component;
        this.definitions = definitions;
        this.keys = keys;
        this.engine = engine;
        this.recording = recording;
        this.made = made;
        this.history = journal.map(RunHistory::read);
        this.sql = new ModelSql(component.rockyToml().toAbsolutePath().resolveSibling(""));
    }

    Instant made() {
        return made;
    }

    /** Returns the texts of models; complete once {@link #assets} was called. */
    List<String> sql() {
        return sql.texts();
    }

    /** Returns the latest runs, newest first. The recorded one has more than the journal's entry for the same run. */
    List<ShownRun> runs() {
        List<ShownRun> runs = new ArrayList<>();
        Optional<RunResult> own = recording.flatMap(RunRecording::result);
        own.ifPresent(result -> runs.add(ShownRun.of(result, recording.orElseThrow())));
        int outcomes = own.map(result -> result.outcomes().size()).orElse(0);
        for (RecordedRun run : history.map(RunHistory::runs).orElse(List.of())) {
            outcomes += run.assets().size();
            if (runs.size() == MOST_RUNS || !runs.isEmpty() && outcomes > MOST_OUTCOMES) {
                break;
            }
            if (own.filter(result -> result.runId().equals(run.runId())).isEmpty()) {
                runs.add(ShownRun.of(run));
            }
        }
        return runs;
    }

    List<PageAsset> assets() {
        Optional<Staleness> staleness =
                history.map(known -> Staleness.of(definitions, known, component.code(), made));
        Map<AssetKey, RecordedAsset> last = history.map(RunHistory::last).orElse(Collections.emptySortedMap());
        Map<AssetKey, RecordedAsset> built = history.map(RunHistory::lastMaterialized).orElse(Collections.emptySortedMap());
        Map<AssetKey, SortedSet<String>> partitions = history.map(RunHistory::builtPartitions).orElse(Collections.emptySortedMap());
        Map<AssetKey, List<CheckSpec>> declared = definitions.checks().stream().collect(Collectors.groupingBy(CheckSpec::asset));
        Map<AssetKey, List<ShownRun.Check>> results = results(last);
        Map<AssetKey, SortedMap<String, String>> columns = columns();
        Map<AssetKey, List<String>> commands = commands();
        JavaConstants constants = JavaConstants.of(component, definitions);
        List<PageAsset> assets = new ArrayList<>();
        for (AssetKey key : keys) {
            AssetSpec spec = definitions.get(key);
            List<StaleReason> reasons = staleness.map(known -> known.reasons(key)).orElse(List.of());
            Set<String> failed = reasons.stream()
                    .flatMap(reason -> reason instanceof StaleReason.Failed known ? known.partitions().stream() : Stream.empty())
                    .collect(Collectors.toSet());
            assets.add(new PageAsset(
                    spec,
                    PageWords.state(Optional.ofNullable(last.get(key)), !reasons.isEmpty()),
                    last.containsKey(key) ? reasons.stream().map(StaleReason::text).toList() : List.of(),
                    Optional.ofNullable(built.get(key)).map(RecordedAsset::time),
                    PartitionStrip.of(spec, partitions.getOrDefault(key, Collections.emptySortedSet()), failed, made),
                    columns.getOrDefault(key, Collections.emptySortedMap()),
                    checks(declared.getOrDefault(key, List.of()), results.getOrDefault(key, List.of())),
                    commands.getOrDefault(key, List.of()),
                    constants.of(key),
                    sql.of(spec)));
        }
        return assets;
    }

    /** Returns the last results of checks: those of the recorded run, and those of the last run of each other asset. */
    private Map<AssetKey, List<ShownRun.Check>> results(Map<AssetKey, RecordedAsset> last) {
        Map<AssetKey, List<ShownRun.Check>> results = new HashMap<>();
        last.forEach((key, asset) -> results.put(key, asset.checks().stream()
                .map(check -> new ShownRun.Check(
                        Optional.of(key), check.name(), PageWords.result(check.status(), check.warning()), Optional.empty()))
                .toList()));
        recording.flatMap(RunRecording::result).ifPresent(own -> ShownRun.of(own, recording.orElseThrow()).checks().stream()
                .filter(check -> check.asset().isPresent())
                .collect(Collectors.groupingBy(check -> check.asset().orElseThrow()))
                .forEach(results::put));
        return results;
    }

    /** Returns the declared checks, then the others; of several results with one name the worst. */
    private static List<PageAsset.Check> checks(List<CheckSpec> declared, List<ShownRun.Check> results) {
        Map<String, PageAsset.Check> checks = new LinkedHashMap<>();
        declared.forEach(check -> checks.put(check.name(), new PageAsset.Check(check.name(), Optional.empty(), Optional.empty())));
        results.forEach(check -> checks.merge(
                check.name(),
                new PageAsset.Check(check.name(), Optional.of(check.result()), check.reason()),
                (one, other) -> rank(other) > rank(one) ? other : one));
        return List.copyOf(checks.values());
    }

    private static int rank(PageAsset.Check check) {
        return check.result().map(PageWords.RESULTS::indexOf).orElse(-1);
    }

    /** Returns the columns of each asset: those of its lineage, those of the snapshot, and those that others read. */
    private Map<AssetKey, SortedMap<String, String>> columns() {
        Map<AssetKey, SortedMap<String, String>> columns = new HashMap<>();
        Map<String, Map<String, String>> types = types();
        for (AssetKey key : keys) {
            AssetSpec spec = definitions.get(key);
            if (spec.kind() == NodeKind.TRANSFORMATION) {
                types.getOrDefault(spec.label(), Map.of()).forEach((column, type) -> add(columns, key, column, type));
            }
            spec.columnLineage().forEach((column, sources) -> {
                add(columns, key, column, "");
                for (ColumnSource source : sources) {
                    add(columns, source.key(), source.column(), "");
                }
            });
        }
        return columns;
    }

    private static void add(Map<AssetKey, SortedMap<String, String>> columns, AssetKey key, String column, String type) {
        columns.computeIfAbsent(key, added -> new TreeMap<>()).merge(column, type, (one, other) -> one.isEmpty() ? other : one);
    }

    private Map<String, Map<String, String>> types() {
        Path snapshot = component.snapshotPath();
        try {
            return Files.isRegularFile(snapshot) ? SnapshotReader.read(snapshot).ours().columns() : Map.of();
        } catch (SnapshotException e) {
            return Map.of(); // an application has been compiled with another one
        }
    }

    /** Returns the commands that a run of all assets would execute for each. Where the program is on this machine is left out. */
    private Map<AssetKey, List<String>> commands() {
        Map<AssetKey, List<String>> commands = new HashMap<>();
        if (definitions.keys().isEmpty()) {
            return commands; // there is nothing that a plan could select
        }
        engine.ifPresent(shown -> {
            Materializer materializer = component.materializer(definitions, shown)
                    .select(AssetSelection.all())
                    .clock(Clock.fixed(made, ZoneOffset.UTC))
                    .execute(NodeKind.onRequest().toArray(NodeKind[]::new));
            RunPlan plan = materializer.plan();
            plan.steps().stream()
                    .filter(step -> keys.contains(step.key()) && step.action() instanceof PlannedAction.Ask)
                    .forEach(step -> commands.put(step.key(), plan.commandLines(step.key()).stream()
                            .map(line -> anywhere(line, (PlannedAction.Ask) step.action(), shown))
                            .toList()));
        });
        return commands;
    }

    private static String anywhere(String line, PlannedAction.Ask action, RockyEngine engine) {
        String program = ShellWords.quoted(engine.commandLine(action.requests().get(0)).get(0)) + " ";
        return line.startsWith(program) ? "rocky " + line.substring(program.length()) : line;
    }
}
