package dev.rockyjava.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.cli.FakeProject;
import dev.rockyjava.run.AssetOutcome;
import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.OutcomeStatus;
import dev.rockyjava.run.RunEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunBoardTest {

    private static final Instant START = Instant.parse("2026-04-08T01:30:00Z");
    private static final AssetKey ORDERS = AssetKey.parse("wh/marts/orders");
    private static final AssetKey DAILY = AssetKey.parse("wh/marts/daily");
    private static final Map<AssetKey, Duration> USUAL = Map.of(
            ORDERS, Duration.ofSeconds(10), DAILY, Duration.ofSeconds(20));

    private final FakeProject project;

    RunBoardTest(@TempDir Path folder) {
        project = new FakeProject(folder).refreshed();
    }

    @Test
    void isEmptyBeforeTheRunBegins() {
        assertThat(new RunBoard(1).view(START)).isEmpty();
    }

    @Test
    void followsTheRun() {
        RunBoard board = started(1);
        board.add(new RunEvent.AssetGraphOnly(START, outcome(AssetKey.parse("seed/rates"), OutcomeStatus.GRAPH_ONLY)));
        board.add(new RunEvent.AssetStarted(START.plusSeconds(1), ORDERS));
        board.add(new RunEvent.AssetRetried(START.plusSeconds(2), ORDERS, 1, 3, Duration.ofSeconds(2), "locked"));
        board.usually(USUAL);
        RunView view = board.view(START.plusSeconds(3)).orElseThrow();
        assertThat(view.running()).containsExactly(
                new RunView.Running(ORDERS, Optional.empty(), START.plusSeconds(1), Optional.of(Duration.ofSeconds(10)), 1, false));
        assertThat(view.waiting()).isEqualTo(2);
        assertThat(view.next()).containsExactly(DAILY, AssetKey.parse("wh/marts/report"));
        assertThat(view.done()).isOne();
        board.add(new RunEvent.AssetFailed(START.plusSeconds(4), outcome(ORDERS, OutcomeStatus.FAILED)));
        board.add(new RunEvent.AssetSkipped(START.plusSeconds(4), outcome(DAILY, OutcomeStatus.SKIPPED)));
        RunView later = board.view(START.plusSeconds(5)).orElseThrow();
        assertThat(later.running()).isEmpty();
        assertThat(later.counts()).isEqualTo(Map.of(
                OutcomeStatus.GRAPH_ONLY, 1, OutcomeStatus.FAILED, 1, OutcomeStatus.SKIPPED, 1));
    }

    @Test
    void estimatesTheRestFromEarlierRuns() {
        RunBoard alone = started(1);
        assertThat(rest(alone, 0)).isEmpty();
        alone.usually(USUAL);
        // 10 s, 20 s, and for the report, of which nothing is known, what is usual: 20 s. The seed is a placeholder.
        assertThat(rest(alone, 0)).contains(Duration.ofSeconds(50));
        alone.add(new RunEvent.AssetStarted(START, ORDERS));
        assertThat(rest(alone, 4)).contains(Duration.ofSeconds(46));
        assertThat(rest(alone, 99)).as("longer than usual").contains(Duration.ofSeconds(40));
        RunBoard two = started(2);
        two.usually(USUAL);
        assertThat(rest(two, 0)).contains(Duration.ofSeconds(25));
    }

    @Test
    void whatWaitsForTheEnginesFilesIsNotBeingWorkedOn() {
        RunBoard board = started(2);
        board.usually(USUAL);
        board.add(new RunEvent.AssetStarted(START, ORDERS));
        board.add(new RunEvent.AssetStarted(START, DAILY));
        board.add(new RunEvent.AssetWaits(START, DAILY, true));
        assertThat(board.view(START.plusSeconds(4)).orElseThrow().running())
                .extracting(RunView.Running::waits).containsExactly(false, true);
        // 6 s of the orders, then 20 s, and 20 s for the report: one at a time, as now.
        assertThat(rest(board, 4)).contains(Duration.ofSeconds(46));
        board.add(new RunEvent.AssetMaterialized(START.plusSeconds(10), outcome(ORDERS, OutcomeStatus.MATERIALIZED)));
        board.add(new RunEvent.AssetWaits(START.plusSeconds(10), DAILY, false));
        RunView.Running daily = board.view(START.plusSeconds(11)).orElseThrow().running().get(0);
        assertThat(daily.partitions()).isPresent();
        assertThat(daily).isEqualTo(new RunView.Running(
                DAILY, daily.partitions(), START.plusSeconds(10), Optional.of(Duration.ofSeconds(20)), 0, false));
    }

    private static Optional<Duration> rest(RunBoard board, int second) {
        return board.view(START.plusSeconds(second)).orElseThrow().rest();
    }

    private RunBoard started(int parallelism) {
        RunBoard board = new RunBoard(parallelism);
        try (var engine = project.component().engine()) {
            board.add(new RunEvent.RunStarted(START, "r", Materializer.of(project.component().buildDefs(), engine).plan()));
        }
        return board;
    }

    static AssetOutcome outcome(AssetKey key, OutcomeStatus status) {
        return new AssetOutcome(key, NodeKind.TRANSFORMATION, status, Optional.of("why"), Optional.empty(), Optional.empty(),
                Duration.ofSeconds(1), List.of(), List.of(), List.of(), 1, List.of(), new TreeMap<>());
    }
}
