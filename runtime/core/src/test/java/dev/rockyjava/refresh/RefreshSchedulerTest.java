package dev.rockyjava.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.diff.DefinitionsDiff;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RefreshSchedulerTest {

    private static final RefreshResult NOTHING_NEW = new RefreshResult(
            Path.of("s.json"),
            true,
            false,
            false,
            Definitions.empty(),
            DefinitionsDiff.between(Definitions.empty(), Definitions.empty()),
            true,
            List.of());
    private static final Duration HOUR = Duration.ofHours(1);

    private final ManualTimer timer = new ManualTimer();
    private final List<String> heard = new ArrayList<>();
    private final RefreshListener notes = new RefreshListener() {
        @Override
        public void refreshed(RefreshResult result) {
            heard.add(result.diff().toString());
        }

        @Override
        public void failed(RuntimeException cause, int failures, Duration next) {
            heard.add(cause.getMessage() + " " + failures + " " + next);
        }
    };

    private RefreshScheduler.Builder every(Duration delay, Supplier<RefreshResult> refresh) {
        return RefreshScheduler.every(delay, refresh)
                .driven(timer, new Random(7))
                .jitter(0)
                .listener(notes);
    }

    @Test
    void refreshesAtOnceAndThenAfterEachDelay() {
        every(HOUR, () -> NOTHING_NEW).start();
        assertThat(timer.waits).containsExactly(Duration.ZERO);
        timer.next();
        timer.next();

        assertThat(heard).containsExactly("no difference", "no difference");
        assertThat(timer.waits).containsExactly(Duration.ZERO, HOUR, HOUR);
    }

    @Test
    void waitsForTheFirstRefreshIfAsked() {
        every(HOUR, () -> NOTHING_NEW).firstDelay(Duration.ofSeconds(5)).start();
        assertThat(timer.waits).containsExactly(Duration.ofSeconds(5));
    }

    @Test
    void theNextIsNotEvenPlannedBeforeTheOneBeforeHasEnded() {
        List<Integer> plannedMeanwhile = new ArrayList<>();
        every(HOUR, () -> {
            plannedMeanwhile.add(timer.waiting.size());
            return NOTHING_NEW;
        }).start();
        timer.next();
        timer.next();
        assertThat(plannedMeanwhile).containsExactly(0, 0);
        assertThat(timer.waiting).hasSize(1);
    }

    @Test
    void failuresAreTriedAgainWithGrowingWaitsUntilOneSucceeds() {
        boolean[] down = {true};
        every(HOUR, () -> {
            if (down[0]) {
                throw new IllegalStateException("down");
            }
            return NOTHING_NEW;
        }).backOff(Duration.ofMinutes(20), Duration.ofMinutes(70)).start();
        for (int i = 0; i < 4; i++) {
            timer.next();
        }
        down[0] = false;
        timer.next();
        down[0] = true;
        timer.next();

        assertThat(heard).containsExactly(
                "down 1 PT20M", "down 2 PT40M", "down 3 PT1H10M", "down 4 PT1H10M", "no difference", "down 1 PT20M");
        assertThat(timer.waits.get(5)).isEqualTo(HOUR);
    }

    @Test
    void anErrorIsAFailureToo() {
        every(HOUR, () -> {
            throw new StackOverflowError("deep");
        }).start();
        timer.next();
        assertThat(heard).singleElement().asString().contains("StackOverflowError: deep 1 PT1M");
        assertThat(timer.waiting).hasSize(1);
    }

    @Test
    void aListenerThatThrowsEndsNothing() {
        every(HOUR, () -> NOTHING_NEW)
                .listener(result -> {
                    throw new IllegalStateException("listener");
                })
                .start();
        timer.next();
        assertThat(timer.waits).containsExactly(Duration.ZERO, HOUR);
    }

    @Test
    void aClosedSchedulerPlansNothingMoreAndReportsNoFailure() {
        RefreshScheduler[] self = new RefreshScheduler[1];
        self[0] = every(HOUR, () -> {
            self[0].close();
            throw new IllegalStateException("interrupted");
        }).start();
        timer.next();
        assertThat(heard).isEmpty();
        assertThat(timer.waiting).isEmpty();
        assertThat(timer.closed).isTrue();
    }

    @Test
    void aRefreshThatSucceedsAfterTheCloseIsTheLast() {
        RefreshScheduler[] self = new RefreshScheduler[1];
        self[0] = every(HOUR, () -> {
            self[0].close();
            return NOTHING_NEW;
        }).start();
        timer.next();
        assertThat(timer.waiting).isEmpty();
    }

    @Test
    void jitterStaysWithinItsShare() {
        RefreshPace pace = new RefreshPace(HOUR, 0.25, Duration.ofMinutes(1), HOUR);
        Random random = new Random(1);
        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            waits.add(pace.wait(0, random));
        }
        assertThat(waits).allMatch(wait -> wait.toMinutes() >= 45 && wait.compareTo(Duration.ofMinutes(75)) <= 0);
        assertThat(waits).anyMatch(wait -> wait.toMinutes() < 50).anyMatch(wait -> wait.toMinutes() > 70);
    }

    @Test
    void refusesWhatIsNoPace() {
        assertThatThrownBy(() -> RefreshScheduler.every(Duration.ZERO, () -> NOTHING_NEW)).hasMessageContaining("delay");
        assertThatThrownBy(() -> every(HOUR, () -> NOTHING_NEW).jitter(1)).hasMessageContaining("below 1");
        assertThatThrownBy(() -> every(HOUR, () -> NOTHING_NEW).backOff(HOUR, Duration.ofMinutes(1)))
                .hasMessageContaining("longest");
        assertThatThrownBy(() -> every(HOUR, () -> NOTHING_NEW).firstDelay(Duration.ofMillis(-1)))
                .hasMessageContaining("negative");
    }

    @Test
    void reallyRefreshesOnADaemonThreadAndInterruptsItWhenClosed() throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        CountDownLatch interrupted = new CountDownLatch(1);
        try (RefreshScheduler scheduler = RefreshScheduler.every(HOUR, () -> {
            thread.complete(Thread.currentThread());
            try {
                Thread.sleep(Duration.ofMinutes(5).toMillis());
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return NOTHING_NEW;
        }).start()) {
            assertThat(thread.get(30, TimeUnit.SECONDS).isDaemon()).isTrue();
            assertThat(scheduler).isNotNull();
        }
        assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
    }
}
