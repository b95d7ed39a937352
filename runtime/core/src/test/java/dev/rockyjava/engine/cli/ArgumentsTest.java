package dev.rockyjava.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.engine.PartitionChoice;
import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RockyProject;
import dev.rockyjava.engine.RunRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command of each request, and the files that it locks. */
class ArgumentsTest {

    @TempDir
    Path folder;

    @Test
    void runs() {
        assertThat(run(new RunRequest.Replication("in", Optional.of("source=shop"))))
                .isEqualTo("run --pipeline in --filter source=shop");
        assertThat(run(new RunRequest.Replication("in", Optional.empty()))).isEqualTo("run --pipeline in");
        assertThat(run(new RunRequest.Load("l"))).isEqualTo("run --pipeline l");
        assertThat(run(new RunRequest.Transformation("t"))).isEqualTo("run --pipeline t");
        assertThat(run(new RunRequest.Quality("q"))).isEqualTo("run --pipeline q");
        assertThat(run(new RunRequest.Snapshot("s"))).isEqualTo("run --pipeline s");
        assertThat(run(new RunRequest.Plan("in", Optional.empty()))).isEqualTo("plan --pipeline in");
        assertThat(run(new RunRequest.Plan("in", Optional.of("id=a")))).isEqualTo("plan --pipeline in --filter id=a");
        assertThat(run(new RunRequest.Apply("53cc"))).isEqualTo("apply 53cc");
        assertThatThrownBy(() -> run(new RunRequest.Apply("--help"))).isInstanceOf(IllegalArgumentException.class);
        assertThat(run(new RunRequest.Model("m", "p", new PartitionChoice.Latest())))
                .isEqualTo("run --model m --pipeline p --latest");
        assertThat(run(new RunRequest.Model("m", "p", new PartitionChoice.Missing())))
                .isEqualTo("run --model m --pipeline p --missing");
        assertThat(run(new RunRequest.Model("m", "p", PartitionChoice.DEFAULT))).isEqualTo("run --model m --pipeline p");
        assertThat(run(new RunRequest.Model("m", "p", new PartitionChoice.One("2026-01-02"))))
                .isEqualTo("run --model m --pipeline p --partition 2026-01-02");
        assertThat(run(new RunRequest.Model("m", "p", new PartitionChoice.Range("2026-01", "2026-03"))))
                .isEqualTo("run --model m --pipeline p --from 2026-01 --to 2026-03");
    }

    @Test
    void aSeedNamesTheFirstTransformationPipelineElseTheFirstElseNone() {
        RunRequest seed = new RunRequest.Seed("s");
        assertThat(run(seed, "[pipeline.a]\n[pipeline.b]\ntype='transformation'\n[pipeline.c]\ntype='transformation'"))
                .isEqualTo("seed --seeds seeds --filter s --pipeline b");
        assertThat(run(seed, "[pipeline.a]\n[pipeline.b]\ntype='load'"))
                .isEqualTo("seed --seeds seeds --filter s --pipeline a");
        assertThat(run(seed, "")).isEqualTo("seed --seeds seeds --filter s");
    }

    @Test
    void queries() {
        assertThat(query(new QueryRequest.Discover("in"))).isEqualTo("discover --pipeline in");
        assertThat(query(new QueryRequest.Compile("m", Optional.empty()))).isEqualTo("compile --models m");
        assertThat(query(new QueryRequest.Compile("m", Optional.of("c")))).isEqualTo("compile --models m --contracts c");
        assertThat(query(new QueryRequest.Optimize("m"))).isEqualTo("optimize --models m");
        assertThat(query(new QueryRequest.Compliance("m"))).isEqualTo("compliance --models m");
        assertThat(query(new QueryRequest.RetentionStatus("m"))).isEqualTo("retention-status --models m");
        assertThat(query(new QueryRequest.Dag())).isEqualTo("dag --column-lineage");
    }

    @Test
    void aValueIsNeverTakenForAnOption() {
        assertThat(Arguments.of(new QueryRequest.Discover("--config=x"))).containsExactly("discover", "--pipeline=--config=x");
        assertThat(Arguments.of(new QueryRequest.Discover("-"))).containsExactly("discover", "--pipeline=-");
        assertThatThrownBy(() -> Arguments.of(new QueryRequest.Discover("a\0b")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NUL");
    }

    @Test
    void locksWhatTheEngineLocks() {
        RockyProject project = project("""
                [adapter.a]
                type = "duckdb"
                path = "a.duckdb"
                [adapter.b]
                type = "duckdb"
                path = "b.duckdb"
                [pipeline.in]
                """);
        Path state = folder.resolve("state.redb");
        Path a = folder.resolve("a.duckdb");
        Path b = folder.resolve("b.duckdb");
        for (RunRequest request : List.of(
                new RunRequest.Load("in"),
                new RunRequest.Model("m", "in", PartitionChoice.DEFAULT),
                new RunRequest.Quality("in"),
                new RunRequest.Snapshot("in"),
                new RunRequest.Replication("in", Optional.empty()))) {
            assertThat(LockedFiles.of(request, project, state)).as("%s", request).containsExactlyInAnyOrder(a, b, state);
        }
        assertThat(LockedFiles.of(new RunRequest.Seed("s"), project, state)).containsExactlyInAnyOrder(a, b);
        assertThat(LockedFiles.of(new RunRequest.Plan("in", Optional.empty()), project, state))
                .containsExactlyInAnyOrder(a, b);
        assertThat(LockedFiles.of(new RunRequest.Apply("1"), project, state)).containsExactlyInAnyOrder(a, b, state);
        assertThat(LockedFiles.of(new QueryRequest.Discover("in"), () -> project, state)).containsExactlyInAnyOrder(a, b);
        assertThat(LockedFiles.of(new QueryRequest.Optimize("m"), () -> project, state)).containsExactly(state);
        assertThat(LockedFiles.of(new QueryRequest.Dag(), () -> project, state)).isEmpty();
        assertThat(LockedFiles.of(new QueryRequest.Compliance("m"), () -> project, state)).isEmpty();
        assertThat(LockedFiles.of(new QueryRequest.RetentionStatus("m"), () -> project, state)).isEmpty();
        assertThat(LockedFiles.of(new QueryRequest.Compile("m", Optional.empty()), () -> project, state)).isEmpty();
    }

    private String run(RunRequest request) {
        return run(request, "");
    }

    private String run(RunRequest request, String config) {
        return String.join(" ", Arguments.of(request, project(config)));
    }

    private static String query(QueryRequest request) {
        return String.join(" ", Arguments.of(request));
    }

    private RockyProject project(String config) {
        new FakeRocky(folder).config(config);
        assertThat(Files.exists(folder.resolve("rocky.toml"))).isTrue();
        return RockyProject.load(folder.resolve("rocky.toml"));
    }
}
