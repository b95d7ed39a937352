package dev.rockyjava.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.PartitionedAsset;
import dev.rockyjava.asset.partition.Grain;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.engine.cli.CliEngine;
import dev.rockyjava.engine.cli.CliEngineBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command lines of a plan, typed into a shell, are what a run executes. */
@Timeout(60)
class PlannedCommandsTest {

    private static final LocalDate DAY = LocalDate.of(2026, 4, 1);

    @TempDir
    Path folder;

    private final Definitions definitions = new Project()
            .replication("ingest", "id=a b", "id=$(c) 'd'")
            .loadPipeline("files")
            .seed("-odd seed")
            .partitioned("daily", Grain.DAY, "", "time_interval")
            .model("whole")
            .pipelineNode(NodeKind.QUALITY, "dq")
            .pipelineNode(NodeKind.SNAPSHOT, "snap")
            .build();

    @BeforeEach
    void project() throws IOException {
        Files.writeString(folder.resolve("rocky.toml"), """
                [pipeline.ingest]
                [pipeline.marts]
                type = "transformation"
                [pipeline.files]
                type = "load"
                """);
        Files.writeString(folder.resolve("whole.json"), Json.run(Json.materializations(
                Json.partition("daily", "2026-04-01"), Json.built("whole"))));
        Path program = folder.resolve("it's rocky");
        Files.writeString(program, """
                #!/bin/sh
                [ "$1" = --version ] && { echo 'rocky 1.71.0'; exit 0; }
                printf '%s\\n' "$@" 'end of call' >> argv
                case " $* " in
                  *" plan --pipeline "*) echo '{"version":"1.71.0","command":"plan","statements":[],"plan_id":"p1"}';;
                  *" run --pipeline marts "*) cat whole.json;;
                  *) echo '{"version":"1.71.0","command":"run","status":"Success"}';;
                esac
                """);
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void ofEachKindOfRequest() throws Exception {
        try (CliEngine engine = engine().build()) {
            Materializer all = Materializer.of(definitions, engine)
                    .execute(NodeKind.SEED, NodeKind.QUALITY, NodeKind.SNAPSHOT)
                    .retry(RetryPolicy.none());
            assertSame(all, "");
            assertSame(all.backfill(PartitionedAsset.daily("daily"), DAY, DAY.plusDays(2), 2), "");
            assertSame(all.latestPartition(PartitionedAsset.daily("daily")), "");
            assertSame(all.fused(), "");
            assertSame(all.select(AssetSelection.parse("ingest/*")).executionMode(ExecutionMode.PLAN_THEN_APPLY), "p1");
        }
    }

    private void assertSame(Materializer materializer, String planId) throws Exception {
        RunPlan plan = materializer.plan();
        List<String> lines = new ArrayList<>();
        plan.steps().stream()
                .filter(step -> step.sharesWith().isEmpty())
                .forEach(step -> lines.addAll(plan.commandLines(step.key())));
        List<String> typed = new ArrayList<>();
        for (String line : lines) {
            Process shell = new ProcessBuilder("sh", "-c", line.replace("<plan-id>", planId))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("shell").toFile())
                    .start();
            assertThat(shell.waitFor()).as(line).isZero();
            typed.addAll(argv());
        }
        materializer.run();
        assertThat(argv()).isEqualTo(typed).isNotEmpty();
    }

    private List<String> argv() throws IOException {
        List<String> words = Files.readAllLines(folder.resolve("argv"));
        Files.delete(folder.resolve("argv"));
        return words;
    }

    @Test
    void areTwoForAPlanThatIsApplied() {
        RunPlan plan = Materializer.of(definitions, new ScriptedEngine())
                .select(AssetSelection.parse("ingest/load"))
                .executionMode(ExecutionMode.PLAN_THEN_APPLY)
                .plan();
        assertThat(plan.commandLines(AssetKey.parse("ingest/load"))).containsExactly(
                "rocky plan --pipeline ingest --filter 'id=$(c) '\\''d'\\'''", "rocky apply <plan-id>",
                "rocky plan --pipeline ingest --filter 'id=a b'", "rocky apply <plan-id>");
        assertThat(plan.toString()).contains("plan --pipeline ingest --filter 'id=a b'; apply <plan-id>");
    }

    @Test
    void needNeitherTheProgramNorItsProject() throws IOException {
        Files.delete(folder.resolve("rocky.toml"));
        try (CliEngine engine = CliEngine.forProject(folder.resolve("rocky.toml"))
                .binary("no-such-rocky")
                .environment("API_TOKEN", "abc123xyz")
                .build()) {
            RunPlan plan = Materializer.of(definitions, engine).execute(NodeKind.SEED).plan();
            String globals = "no-such-rocky --config rocky.toml --output json ";
            assertThat(plan.commandLines(AssetKey.of("whole")))
                    .containsExactly(globals + "run --model whole --pipeline marts");
            assertThat(plan.commandLines(AssetKey.parse("seed/-odd seed")))
                    .containsExactly(globals + "seed --seeds seeds '--filter=-odd seed'");
            assertThat(plan.commandLines(AssetKey.parse("quality/dq"))).isEmpty();
            assertThat(engine.commandLine(new RunRequest.Replication("in", Optional.of("key=abc123xyz"))))
                    .endsWith("--filter", "key=***");
        }
    }

    private CliEngineBuilder engine() {
        return CliEngine.forProject(folder.resolve("rocky.toml")).binary(folder.resolve("it's rocky"));
    }
}
