package dev.rockyjava.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.cli.FakeProject;
import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.OutcomeStatus;
import dev.rockyjava.run.RunEvent;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The timeouts are for hangs; nothing is measured. */
@Timeout(120)
class LiveProgressTest {

    private static final AssetKey ORDERS = AssetKey.parse("wh/marts/orders");

    private final FakeProject project;
    private final ByteArrayOutputStream drawn = new ByteArrayOutputStream();

    LiveProgressTest(@TempDir Path folder) {
        project = new FakeProject(folder).refreshed();
    }

    @Test
    void drawsTheRunAndLeavesOnlyWhatStays() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        LiveProgress progress = progress(drawn, () -> TerminalSize.UNKNOWN, () -> {
            asked.countDown();
            return Map.of(ORDERS, Duration.ofSeconds(7));
        });
        begin(progress);
        asked.await();
        while (!text().contains("> wh/marts/orders") || !text().contains("of about 7 s")) {
            Thread.sleep(10);
        }
        progress.onEvent(new RunEvent.AssetMaterialized(
                Instant.now(), RunBoardTest.outcome(ORDERS, OutcomeStatus.MATERIALIZED)));
        progress.close();
        Screen screen = new Screen(80).print(text()).print("summary");
        assertThat(screen.lines()).containsExactly(
                "run r: 4 assets", "[1/4] materialized      1 s  wh/marts/orders: why", "summary");
        assertThat(screen.wraps()).isTrue();
    }

    @Test
    void nobodyWaitsForASlowTerminalAndNothingThatMattersIsLost() throws InterruptedException {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        LiveProgress progress = progress(
                new OutputStream() {
                    @Override
                    public void write(int b) {
                        stuck.countDown();
                        awaited(go);
                        drawn.write(b);
                    }
                },
                () -> TerminalSize.UNKNOWN,
                Map::of);
        begin(progress);
        stuck.await();
        for (int i = 0; i < 5_000; i++) {
            progress.onEvent(new RunEvent.EngineLog(Instant.now(), ORDERS, "line " + i));
        }
        progress.onEvent(new RunEvent.AssetFailed(Instant.now(), RunBoardTest.outcome(ORDERS, OutcomeStatus.FAILED)));
        go.countDown();
        progress.close();
        assertThat(text()).contains("wh/marts/orders | line 5\n", "wh/marts/orders: why\n")
                .containsPattern("\\(4\\d\\d\\d lines of logs are left out\\)")
                .doesNotContain("line 4999");
    }

    @Test
    void whatStaysCantControlTheTerminal() {
        LiveProgress progress = progress(drawn, () -> TerminalSize.UNKNOWN, Map::of);
        progress.say("a\u001b[2J\nb\u009bc");
        progress.close();
        assertThat(text()).isEqualTo("\r\u001b[Ja [2J b c\n");
    }

    @Test
    void aViewThatCantBeDrawnHurtsNobody() {
        LiveProgress progress = progress(drawn, () -> {
            throw new IllegalStateException("no such terminal");
        }, Map::of);
        assertThatCode(() -> {
            begin(progress);
            progress.close();
        }).doesNotThrowAnyException();
        assertThat(text()).contains("the live view has ended").contains("no such terminal");
    }

    @Test
    void whatLoggersSayIsDrawnWithIt() {
        PrintStream before = System.err;
        PrintStream mine = new PrintStream(drawn, true, StandardCharsets.UTF_8);
        System.setErr(mine);
        try {
            LiveProgress progress = progress(mine, () -> TerminalSize.UNKNOWN, Map::of);
            System.err.println("a warning");
            System.err.print("half a line");
            progress.close();
            assertThat(System.err).isSameAs(mine);
        } finally {
            System.setErr(before);
        }
        assertThat(new Screen(80).print(text()).lines()).startsWith("a warning", "half a line");
    }

    private LiveProgress progress(
            OutputStream out, Supplier<TerminalSize> size, Supplier<Map<AssetKey, Duration>> usual) {
        PrintStream stream = out instanceof PrintStream print ? print : new PrintStream(out, true, StandardCharsets.UTF_8);
        return new LiveProgress(new Terminal(stream, stream, new TerminalTraits(true, false, false, 80)), size, usual, 1, true).start();
    }

    private void begin(LiveProgress progress) {
        try (var engine = project.component().engine()) {
            progress.onEvent(new RunEvent.RunStarted(
                    Instant.now(), "r", Materializer.of(project.component().buildDefs(), engine).plan()));
        }
        progress.onEvent(new RunEvent.AssetStarted(Instant.now(), ORDERS));
    }

    private String text() {
        return drawn.toString(StandardCharsets.UTF_8);
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
