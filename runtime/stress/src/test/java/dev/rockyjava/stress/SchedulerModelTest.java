package dev.rockyjava.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.internal.run.execute.JournaledRun;
import dev.rockyjava.internal.run.execute.RunProgress;
import dev.rockyjava.internal.run.journal.JournalFile;
import dev.rockyjava.internal.run.plan.ExecutablePlan;
import dev.rockyjava.internal.run.plan.Planner;
import dev.rockyjava.internal.run.settings.RunContext;
import dev.rockyjava.internal.run.settings.RunSelection;
import dev.rockyjava.internal.run.settings.RunSettings;
import dev.rockyjava.run.CancelToken;
import dev.rockyjava.run.history.JournalException;
import dev.rockyjava.run.RetryPolicy;
import dev.rockyjava.run.RunEvent;
import dev.rockyjava.run.RunResult;
import dev.rockyjava.run.RunStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.jspecify.annotations.Nullable;

/**
 * Random projects, outcomes and interleavings, with cancels, kills and resumes. Which thread goes on is the choice of
 * the seed, so that a schedule can be repeated; nothing waits for time.
 */
@Timeout(36_000)
class SchedulerModelTest {

    @TempDir
    Path folder;

    @Test
    void keepsItsPromisesInEverySchedule() throws InterruptedException {
        Campaign campaign = new Campaign("scheduler-model", 200, 1_000_000);
        long[] calls = {0};
        long[] resumes = {0};
        SteppedThreads.inside(() -> campaign.run((round, random) -> {
            Schedule schedule = new Schedule(random, folder.resolve("r" + round));
            String outcome = schedule.run();
            campaign.figure("calls of the engine", calls[0] += schedule.oracle.calls);
            campaign.figure("resumes", resumes[0] += schedule.resumes);
            return outcome;
        }));
    }

    /** One run with everything that happens to it. */
    private static final class Schedule {

        private final Random random;
        private final Path journal;
        private final ModelProject project;
        private final ModelEngine engine;
        private final ScheduleOracle oracle;
        private final RunSettings settings;
        private final List<RunEvent> events = new ArrayList<>();
        private final boolean journaled;
        private final boolean listens;
        private Instant now = Instant.parse("2026-11-27T22:00:00Z");
        private int stepsUntilStop = -1;
        private boolean kills;
        private byte @Nullable [] left;
        private @Nullable CancelToken token;
        private @Nullable RunProgress progress;
        private int resumes;

        Schedule(Random random, Path journal) {
            this.random = random;
            this.journal = journal;
            this.project = new ModelProject(random);
            int parallelism = random.nextInt(3) == 0 ? 1 : 2 + random.nextInt(3);
            boolean failFast = random.nextInt(6) == 0;
            boolean fused = random.nextInt(3) == 0;
            journaled = random.nextInt(5) < 2;
            listens = random.nextInt(8) == 0;
            Set<NodeKind> executed = EnumSet.noneOf(NodeKind.class);
            Stream.of(NodeKind.SEED, NodeKind.QUALITY).filter(kind -> random.nextBoolean()).forEach(executed::add);
            RetryPolicy retries = RetryPolicy.standard().withAttempts(1 + random.nextInt(3)).withBudget(random.nextInt(5));
            RetryPolicy policy = random.nextBoolean() ? retries.withTimeouts() : retries;
            oracle = new ScheduleOracle(project, executed, policy, failFast, fused, parallelism);
            engine = new ModelEngine(project, random, random.nextInt(4) == 0 ? 0 : 5 + random.nextInt(40), oracle);
            settings = RunSettings.DEFAULTS.changed(s -> {
                s.selection = RunSelection.of(AssetSelection.ofKeys(project.selected));
                s.parallelism = parallelism;
                s.failFast = failFast;
                s.fused = fused;
                s.executed = executed;
                s.retries = policy;
                s.warnings = warning -> {};
                s.journal = journaled ? Optional.of(journal) : Optional.empty();
                s.listeners = listens ? List.of(events::add) : List.of();
            });
        }

        String run() throws IOException {
            RunSettings first = stoppable();
            RunContext context = context();
            ExecutablePlan plan = new Planner(project.definitions, first, context).plan(engine);
            oracle.moment = plan.moment();
            RunProgress watched = new RunProgress(plan);
            progress = watched;
            oracle.failedBefore = () -> engine.threads.stamp();
            RunResult result = new JournaledRun(project.definitions, engine, first, context).run(plan, watched);
            String what = left != null ? "killed" : result.interrupted() ? "interrupted" : result.succeeded() ? "succeeded" : "failed";
            if (left == null) {
                judge(result);
            }
            String runId = result.runId();
            if (journaled) {
                if (left != null) {
                    Files.write(JournalFile.path(journal, runId), left);
                }
                what += resume(runId);
                delete();
            }
            assertThat(oracle.broken).isEmpty();
            return what;
        }

        /** Lets the run be cancelled or killed in the midst of it, by chance. */
        private RunSettings stoppable() {
            left = null;
            progress = null;
            engine.dead = false;
            CancelToken cancel = new CancelToken();
            token = cancel;
            stepsUntilStop = random.nextInt(3) == 0 ? random.nextInt(40) : -1;
            kills = journaled && random.nextBoolean();
            engine.threads = new SteppedThreads(random, this::betweenSteps, this::failed);
            return settings.changed(s -> s.cancelTokens = List.of(cancel));
        }

        private RunContext context() {
            return RunContext.SYSTEM.withClock(new MovingClock())
                    .withPace(delay -> pause(), random)
                    .withForce(file -> {})
                    .withTicks(() -> 0)
                    .withThreads(engine.threads);
        }

        private void pause() throws InterruptedException {
            engine.threads.pause();
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }

        private void betweenSteps() {
            if (stepsUntilStop-- != 0) {
                return;
            }
            if (kills) {
                kill();
            } else if (token != null) {
                oracle.cancelled = true;
                token.cancel();
            }
        }

        /** Keeps the journal as a program leaves it that is killed now. */
        private void kill() {
            List<Path> files = JournalFile.files(journal);
            if (files.isEmpty()) {
                return;
            }
            try {
                byte[] bytes = Files.readAllBytes(files.get(0));
                byte[] torn = "{\"type\":\"ended\",\"key\":".getBytes(StandardCharsets.UTF_8);
                int half = random.nextInt(torn.length);
                left = new byte[bytes.length + half];
                System.arraycopy(bytes, 0, left, 0, bytes.length);
                System.arraycopy(torn, 0, left, bytes.length, half);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            endedKeys().stream().filter(key -> oracle.good(project.nodes.get(key))).forEach(oracle.recorded::add);
            engine.endsWithProgram();
        }

        /** Returns the assets whose end the run has recorded. */
        private Set<AssetKey> endedKeys() {
            Set<AssetKey> ended = new HashSet<>();
            if (progress != null) {
                RunStatus status = progress.status();
                ended.addAll(project.selected);
                ended.removeAll(status.running());
                ended.removeAll(status.ready());
                ended.removeAll(status.waiting().keySet());
            }
            return ended;
        }

        /** Returns how many assets have failed and ended. */
        private int failed() {
            return settings.failFast()
                    ? (int) endedKeys().stream().filter(key -> oracle.failed(project.nodes.get(key))).count()
                    : 0;
        }

        private String resume(String runId) throws IOException {
            for (int times = random.nextInt(3); times > 0; times--) {
                oracle.resumes();
                oracle.repeatUnknown = random.nextInt(4) == 0;
                RunSettings again = stoppable().changed(s -> s.repeatUnknown = oracle.repeatUnknown);
                RunResult result;
                try {
                    result = new JournaledRun(project.definitions, engine, again, context()).resume(runId);
                } catch (JournalException e) {
                    assertThat(e.getMessage()).containsAnyOf("nothing left to do", "before the whole plan was written");
                    return ", all done";
                }
                resumes++;
                if (left == null) {
                    judge(result);
                } else {
                    Files.write(JournalFile.path(journal, runId), left);
                }
            }
            return resumes > 0 ? ", resumed" : "";
        }

        private void judge(RunResult result) {
            oracle.ended(result);
            assertThat(oracle.broken).isEmpty();
            if (listens && resumes == 0) {
                assertThat(events.get(0)).isInstanceOf(RunEvent.RunStarted.class);
                assertThat(events.get(events.size() - 1)).isInstanceOf(RunEvent.RunFinished.class);
                assertThat(events.stream().filter(RunEvent.AssetFinished.class::isInstance)
                                .map(event -> ((RunEvent.AssetFinished) event).outcome()).toList())
                        .containsExactlyInAnyOrderElementsOf(result.outcomes().values());
            }
        }

        private void delete() throws IOException {
            try (Stream<Path> files = Files.list(journal)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(journal);
        }

        /** Goes on by up to six hours each time that it is read. */
        private final class MovingClock extends Clock {

            @Override
            public Instant instant() {
                now = now.plus(Duration.ofMinutes(random.nextInt(360)));
                return now;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        }
    }
}
