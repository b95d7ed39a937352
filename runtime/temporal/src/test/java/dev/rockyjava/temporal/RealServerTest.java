package dev.rockyjava.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.PartitionChoice;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.engine.document.RunOutput;
import dev.rockyjava.engine.embedded.EmbeddedEngine;
import dev.rockyjava.run.CancelToken;
import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.OutcomeStatus;
import dev.rockyjava.run.RunHandle;
import dev.rockyjava.run.RunResult;
import io.temporal.worker.WorkerFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a real server: what can't be seen with the one in memory. */
class RealServerTest {

    private static final RunRequest MODEL = new RunRequest.Model("orders", "main", PartitionChoice.DEFAULT);

    @TempDir
    Path folder;

    @Test
    void aReplyOfFiveMegabytesArrives() {
        try (RealServer server = RealServer.start(folder);
                RockyWorker worker = RockyWorker.of(server.client(), new TestEngine().answering(RealServerTest::large))
                        .queue("warehouse").start();
                TemporalEngine engine = TemporalEngine.to(server.client()).queue("warehouse").build()) {
            EngineReply reply = engine.run(MODEL, CallOptions.defaults());
            assertThat(worker).isNotNull();
            assertThat(((RunOutput) reply.document()).errors().get(0).error()).hasSize(5 << 20);
        }
    }

    private static EngineReply large(RunRequest request, CallOptions options) {
        // As a list of long names does, it shrinks to a fifth.
        StringBuilder text = new StringBuilder();
        new Random(1).ints(0, 1000).limit(5 << 17).forEach(number -> text.append("f%07d".formatted(number)));
        return TestEngine.reply(1, "Failure", request, ", \"errors\": [{\"asset_key\": [], \"error\": \"" + text + "\"}]");
    }

    @Test
    void aRunGoesOnWhenTheServerIsStartedAgain() throws Exception {
        ShellProject project = ShellProject.create(folder, "0.2");
        try (RealServer server = RealServer.start(folder);
                RockyWorker worker = RockyWorker.of(server.client(), project.engines("w"))
                        .queue("warehouse").slots(4).start();
                TemporalEngine engine = TemporalEngine.to(server.client()).queue("warehouse").build()) {
            RunHandle run = Materializer.of(ShellProject.models(80, 0), engine).parallelism(20).start();
            while (project.lines("finished").size() < 20) {
                Thread.sleep(20);
            }
            server.kill();
            server.start();
            RunResult result = run.join();
            assertThat(worker).isNotNull();
            assertThat(result.outcomes().values()).hasSize(80).allMatch(outcome -> outcome.status() == OutcomeStatus.MATERIALIZED);
        }
    }

    @Test
    void aClosedWorkerLetsItsCallsEnd() throws Exception {
        ShellProject project = ShellProject.create(folder, "0.5");
        try (RealServer server = RealServer.start(folder);
                TemporalEngine engine = TemporalEngine.to(server.client()).queue("warehouse").build()) {
            RunHandle run;
            try (RockyWorker leaving = RockyWorker.of(server.client(), project.engines("leaving"))
                    .queue("warehouse").slots(4).start()) {
                assertThat(leaving).isNotNull();
                run = Materializer.of(ShellProject.models(20, 10), engine).parallelism(10).start();
                while (project.lines("executions").size() < 4) {
                    Thread.sleep(20);
                }
            }
            assertThat(project.lines("finished")).as("nothing is cut off").hasSameSizeAs(project.lines("executions"));
            try (RockyWorker next = RockyWorker.of(server.client(), project.engines("next")).queue("warehouse").slots(4).start()) {
                assertThat(next).isNotNull();
                assertThat(run.join().succeeded()).isTrue();
            }
            assertThat(project.lines("executions")).as("no call was made twice").hasSize(20);
        }
    }

    @Test
    void aCallThatAddsRowsIsUnknownIfItsWorkerIsLost() throws Exception {
        ShellProject project = ShellProject.create(folder, "600");
        try (RealServer server = RealServer.start(folder);
                TemporalEngine engine = TemporalEngine.to(server.client()).queue("warehouse").lostAfter(Duration.ofSeconds(3)).build()) {
            Process worker = Programs.start(
                    Programs.WorkerProgram.class, folder.resolve("worker"), server.address(), folder.toString(), "w", "2");
            RunHandle run = Materializer.of(ShellProject.models(1, 1), engine).start();
            while (project.lines("executions").isEmpty()) {
                Thread.sleep(20);
            }
            worker.destroyForcibly().waitFor();
            assertThat(project.processes()).as("the engine of the killed worker").isNotEmpty();
            try (RockyWorker other = RockyWorker.of(server.client(), project.engines("other")).queue("warehouse").start()) {
                assertThat(other).isNotNull();
                assertThat(project.processes()).as("a new worker has ended it").isEmpty();
                assertThat(run.join().summary()).containsPattern("m0: the worker that executed 'run --model m0 .*' on \\d+@.+ was lost: "
                        + "it gave no sign of life for 3 s. What the call has done is unknown");
            }
            assertThat(project.lines("executions")).hasSize(1);
        }
    }

    @Test
    void aCallThatWaitsForAWorkerIsSaidToWaitAndThatThereIsNone() throws Exception {
        BlockingQueue<String> warnings = new LinkedBlockingQueue<>();
        List<Boolean> waits = new CopyOnWriteArrayList<>();
        TestEngine onWorker = new TestEngine();
        try (RealServer server = RealServer.start(folder);
                TemporalEngine driver = TemporalEngine.to(server.client()).queue("warehouse").warnings(warnings::add).build()) {
            CompletableFuture<EngineReply> reply = CompletableFuture.supplyAsync(() -> driver.run(
                    MODEL, CallOptions.defaults().withWaits(waits::add).withTotal(Optional.of(Duration.ofMinutes(9)))));
            assertThat(warnings.poll(1, TimeUnit.MINUTES))
                    .startsWith("no worker serves the queue warehouse, in which calls of this run wait; start one");
            try (RockyWorker worker = RockyWorker.of(server.client(), onWorker).queue("warehouse").start()) {
                assertThat(worker).isNotNull();
                assertThat(reply.get(1, TimeUnit.MINUTES).exitCode()).isZero();
            }
            assertThat(waits).containsExactly(true, false);
            CallOptions arrived = onWorker.options.get(0);
            assertThat(arrived.total().orElseThrow()).as("without its wait").isLessThan(Duration.ofMinutes(9).minusSeconds(3));
            assertThat(arrived.timeout()).as("the call's own limit").isEqualTo(CallOptions.defaults().timeout());
        }
    }

    @Test
    void theServerKnowsThatACallNeverArrivedIfItKnowsTheRunBeforeIt() throws Exception {
        String run = "20260408-013000250-k3x9ab";
        try (RealServer server = RealServer.start(folder);
                TemporalEngine driver = TemporalEngine.to(server.client()).build()) {
            driver.claim(run, Duration.ZERO, () -> {}).close();
            Instant begun = Instant.now();
            assertThat(driver.remembers("20260408-013000250-k3x9ac", "Model orders", begun)).as("another run").isFalse();
            assertThat(driver.remembers(run, "Model orders", begun.minus(Duration.ofMinutes(1)))).as("before the claim").isFalse();
            // The server lists workflows with a delay.
            while (true) {
                try (TemporalEngine next = TemporalEngine.to(server.client()).build()) {
                    if (next.remembers(run, "Model orders", begun)) {
                        return;
                    }
                    Thread.sleep(50);
                }
            }
        }
    }

    /** One worker has the DuckDB file and the embedded engine; two others serve a queue of models in another engine. */
    @Test
    void threeWorkersLeaveWhatOneMachineLeaves() throws Exception {
        ExampleProject here = ExampleProject.copyTo(folder.resolve("here"));
        ExampleProject there = ExampleProject.copyTo(folder.resolve("there"));
        ShellProject shellHere = ShellProject.create(Files.createDirectory(folder.resolve("shell-here")), "0.01");
        ShellProject shellThere = ShellProject.create(Files.createDirectory(folder.resolve("shell-there")), "0.01");
        Definitions example = here.component().buildDefsFromState(here.component().snapshotPath());
        List<AssetSpec> specs = new ArrayList<>(example.specs());
        specs.addAll(ShellProject.models(40, 5).specs());
        Definitions both = Definitions.of(specs, example.checks());
        RunResult alone;
        try (RockyEngine embedded = EmbeddedEngine.open(here.component().rockyToml());
                RockyEngine other = shellHere.engines("here").apply(0)) {
            alone = here.component()
                    .materializer(both, new TestEngine().answering((request, options) -> (isOther(request) ? other : embedded).run(request, options)))
                    .execute(NodeKind.SEED, NodeKind.TEST).run();
        }
        List<Process> workers = new ArrayList<>();
        try (RealServer server = RealServer.start(folder);
                TemporalEngine engine = TemporalEngine.to(server.client())
                        .queues(request -> isOther(request) ? "elsewhere" : "warehouse", "warehouse")
                        .component(there.component()).build()) {
            workers.add(Programs.start(CommandLineTest.Program.class, folder.resolve("worker-0"),
                    "worker", "--temporal", server.address(), "--project", there.folder().toString()));
            for (int i = 1; i < 3; i++) {
                workers.add(Programs.start(Programs.WorkerProgram.class, folder.resolve("worker-" + i),
                        server.address(), shellThere.folder().toString(), "w" + i, "2", "elsewhere"));
            }
            RunResult over = there.component().materializer(both, engine).execute(NodeKind.SEED, NodeKind.TEST).parallelism(8).run();
            assertThat(alone.succeeded()).as(alone.summary()).isTrue();
            assertThat(verdicts(over)).as(over.summary()).isEqualTo(verdicts(alone));
            assertThat(there.tables()).isEqualTo(here.tables()).containsKeys("marts.fct_orders");
            assertThat(shellThere.lines("finished")).containsExactlyInAnyOrderElementsOf(shellHere.lines("finished")).hasSize(40);
        } finally {
            for (Process worker : workers) {
                worker.destroyForcibly().waitFor();
            }
        }
    }

    private static boolean isOther(RunRequest request) {
        return request instanceof RunRequest.Model model && model.model().matches("m\\d+");
    }

    private static SortedMap<String, String> verdicts(RunResult result) {
        SortedMap<String, String> verdicts = new TreeMap<>();
        result.outcomes().values().forEach(outcome -> verdicts.put(
                outcome.key().toString(), outcome.status() + " " + outcome.reason().orElse("") + " " + outcome.checks().size()));
        return verdicts;
    }

    private record Driver(TemporalEngine engine, BlockingQueue<RunResult> runs) implements ScheduledDriver.NightRun {

        @Override
        public void run() {
            runs.add(Materializer.of(ShellProject.models(10, 2), engine).parallelism(4).run());
        }
    }

    @Test
    void aScheduleStartsTheDriverEachTime() throws Exception {
        BlockingQueue<RunResult> runs = new LinkedBlockingQueue<>();
        try (RealServer server = RealServer.start(folder);
                RockyWorker worker = RockyWorker.of(server.client(), new TestEngine()).queue("warehouse").slots(4).start();
                TemporalEngine engine = TemporalEngine.to(server.client()).queue("warehouse").build()) {
            WorkerFactory drivers = ScheduledDriver.start(server.client(), new Driver(engine, runs));
            server.command("schedule", "create", "--schedule-id", "night", "--interval", "3s", "--task-queue", "drivers", "--type", "Night");
            assertThat(worker).isNotNull();
            for (int i = 0; i < 2; i++) {
                RunResult night = runs.poll(2, TimeUnit.MINUTES);
                assertThat(night).isNotNull();
                assertThat(night.succeeded()).as(night.summary()).isTrue();
            }
            drivers.shutdownNow();
        }
    }

    @Test
    void theDriverGivesUpIfTheServerStaysAway() throws Exception {
        ShellProject project = ShellProject.create(folder, "600");
        List<String> said = new CopyOnWriteArrayList<>();
        try (RealServer server = RealServer.start(folder);
                RockyWorker worker = RockyWorker.of(server.client(), project.engines("w"))
                        .queue("warehouse").endWithin(Duration.ofMillis(100)).start();
                TemporalEngine engine = TemporalEngine.to(server.client()).queue("warehouse")
                        .serverAway(Duration.ofSeconds(1)).warnings(said::add).build()) {
            RunHandle run = Materializer.of(ShellProject.models(1, 0), engine).start();
            while (project.lines("executions").isEmpty()) {
                Thread.sleep(20);
            }
            server.kill();
            assertThat(worker).isNotNull();
            assertThat(run.join().summary()).contains("hasn't answered for 1 s").contains("start it and resume the run");
            assertThat(said).singleElement().asString().contains("doesn't answer; the run waits for it, for up to 1 s");
        }
    }

    @Test
    void aCancelEndsTheEnginesOnTheWorkers() throws Exception {
        ShellProject project = ShellProject.create(folder, "600");
        Definitions definitions = ShellProject.models(50, 50);
        CancelToken token = new CancelToken();
        try (RealServer server = RealServer.start(folder);
                RockyWorker worker = RockyWorker.of(server.client(), project.engines("w"))
                        .queue("warehouse").slots(50).start();
                TemporalEngine engine = TemporalEngine.to(server.client()).queue("warehouse").build()) {
            RunHandle run = Materializer.of(definitions, engine).parallelism(50).cancelWith(token).start();
            while (project.lines("executions").size() < 50) {
                Thread.sleep(20);
            }
            long begun = System.nanoTime();
            token.cancel();
            RunResult result = run.join();
            Duration back = Duration.ofNanos(System.nanoTime() - begun);
            assertThat(worker).isNotNull();
            while (!project.processes().isEmpty()) {
                Thread.sleep(50);
            }
            Duration ended = Duration.ofNanos(System.nanoTime() - begun);
            System.out.println("cancel of 50 calls: driver back after " + back.toMillis() + " ms, no engine after " + ended.toMillis() + " ms");
            assertThat(result.interrupted()).isTrue();
        }
    }

    @Test
    void whateverIsKilledEachAssetIsRecordedOnce() throws Exception {
        for (int round = 0; round < Integer.getInteger("rocky.temporal.kills", 1); round++) {
            new KilledRun(folder, round).execute();
        }
    }
}
