package dev.rockyjava.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.run.OutcomeStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunScreenTest {

    private static final Instant NOW = Instant.parse("2026-04-08T01:30:00Z");

    @Test
    void showsWhatARunIsDoing() {
        assertThat(RunScreen.lines(view(2, Optional.of(Duration.ofSeconds(75))), 80, 24)).containsExactly(
                "[=========>              ] 12/30  2 min 05 s, about 1 min 15 s left",
                "2 running, 16 waiting, 10 materialized, 1 graph-only, 1 failed",
                "  > wh/marts/model_0  0 ms of about 15 s",
                "  > wh/marts/model_1  10 s, try 2",
                "next: wh/a, wh/b, ...");
    }

    @Test
    void promisesNothingWhenNothingIsKnown() {
        assertThat(RunScreen.lines(view(0, Optional.empty()), 80, 24)).first().isEqualTo(
                "[=========>              ] 12/30  2 min 05 s");
    }

    @Test
    void theBarGivesWayToTheTime() {
        assertThat(RunScreen.lines(view(2, Optional.of(Duration.ofSeconds(75))), 45, 24)).first()
                .isEqualTo("[> ] 12/30  2 min 05 s, about 1 min 15 s left");
        assertThat(RunScreen.lines(view(2, Optional.of(Duration.ofSeconds(75))), 40, 24)).first().asString()
                .isEqualTo(" 12/30  2 min 05 s, about 1 min 15 s left".substring(0, 40));
    }

    @ParameterizedTest
    @CsvSource({"80,24", "60,8", "40,5", "20,3", "10,2", "5,1"})
    void keepsWithinTheTerminal(int width, int height) {
        List<String> lines = RunScreen.lines(view(25, Optional.of(Duration.ofHours(3))), width, height);
        assertThat(lines).isNotEmpty().hasSizeLessThan(Math.max(2, height)).allMatch(line -> line.length() <= width);
    }

    @Test
    void countsTheRunningThatHaveNoRoom() {
        List<String> lines = RunScreen.lines(view(25, Optional.empty()), 80, 9);
        assertThat(lines).contains("  ... and 21 more running").hasSize(8);
    }

    @Test
    void shortensNamesAtTheirBeginningAndKeepsTheTime() {
        RunView.Running asset = new RunView.Running(
                AssetKey.parse("warehouse/" + "x".repeat(80) + "/daily_revenue"), Optional.empty(), NOW, Optional.empty(), 0, false);
        RunView view = new RunView(NOW, NOW, 1, Map.of(), List.of(asset), 0, List.of(), Optional.empty());
        assertThat(RunScreen.lines(view, 50, 24).get(2)).startsWith("  > ...x").endsWith("/daily_revenue  0 ms").hasSize(50);
    }

    @Test
    void namesThePartitionThatIsBuilt() {
        RunView.Running asset = new RunView.Running(
                AssetKey.of("daily"), Optional.of("2026-12-01"), NOW, Optional.empty(), 0, false);
        RunView view = new RunView(NOW, NOW, 1, Map.of(), List.of(asset), 0, List.of(), Optional.empty());
        assertThat(RunScreen.lines(view, 80, 24)).contains("  > daily for 2026-12-01  0 ms");
    }

    @Test
    void saysWhatIsQueuedForTheEnginesFiles() {
        AssetKey key = AssetKey.of("orders");
        List<RunView.Running> running = List.of(
                new RunView.Running(key, Optional.empty(), NOW.minusSeconds(9), Optional.of(Duration.ofSeconds(15)), 0, false),
                new RunView.Running(key, Optional.empty(), NOW.minusSeconds(3), Optional.of(Duration.ofSeconds(15)), 0, true));
        RunView view = new RunView(NOW, NOW, 2, Map.of(), running, 0, List.of(), Optional.empty());
        assertThat(RunScreen.lines(view, 80, 24).subList(1, 4)).containsExactly(
                "1 running, 1 queued, 0 waiting", "  > orders  9 s of about 15 s", "  > orders  queued 3 s");
    }

    @Test
    void namesCantControlTheTerminal() {
        AssetKey evil = AssetKey.of("a\u001b[2J\r\n\u009b2J\u202e\tb");
        RunView view = new RunView(
                NOW, NOW, 1, Map.of(), List.of(new RunView.Running(evil, Optional.empty(), NOW, Optional.empty(), 0, false)), 1, List.of(evil), Optional.empty());
        assertThat(String.join("", RunScreen.lines(view, 80, 24))).doesNotContainPattern("[\\p{Cc}\\p{Cf}]").contains("[2J");
    }

    private static RunView view(int running, Optional<Duration> rest) {
        return new RunView(
                NOW,
                NOW.minusSeconds(125),
                30,
                Map.of(OutcomeStatus.MATERIALIZED, 10, OutcomeStatus.GRAPH_ONLY, 1, OutcomeStatus.FAILED, 1),
                IntStream.range(0, running).mapToObj(i -> new RunView.Running(
                        AssetKey.parse("wh/marts/model_" + i),
                        Optional.empty(),
                        NOW.minusSeconds(10L * i),
                        i == 0 ? Optional.of(Duration.ofSeconds(15)) : Optional.empty(),
                        i,
                        false)).toList(),
                16,
                List.of(AssetKey.parse("wh/a"), AssetKey.parse("wh/b")),
                rest);
    }
}
