package dev.rockyjava.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RunRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Calls that would take each other's lock come one after the other, whichever engine object they go through. */
@Timeout(60)
class CliEngineQueueTest {

    @TempDir
    Path folder;

    @Test
    void callsOnOneDatabaseQueueUpAndTheWaitIsNotCounted() throws Exception {
        FakeRocky fake = new FakeRocky(folder).config("[adapter]", "type = \"duckdb\"", "path = \"wh.duckdb\"");
        CliEngineBuilder builder = fake.answering(
                "mkdir busy || { echo 'Error: two at once' >&2; exit 1; }",
                "sleep 1; rmdir busy",
                "for last; do :; done; [ \"$last\" = in ] && echo '{\"command\":\"discover\"}' || echo '"
                        + FakeRocky.RUN_DOCUMENT + "'");
        // The last of six waits for five others, so its wait and its work together take longer than this.
        CallOptions options = CallOptions.defaults().withTimeout(Duration.ofSeconds(5));
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<CompletableFuture<?>> calls = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                CliEngine engine = builder.engineState(Path.of("state-" + i + ".redb")).build();
                calls.add(CompletableFuture.supplyAsync(() -> engine.run(new RunRequest.Load("files"), options), threads));
            }
            CliEngine asking = builder.build();
            calls.add(CompletableFuture.supplyAsync(
                    () -> asking.query(new QueryRequest.Discover("in"), options), threads));
            calls.forEach(CompletableFuture::join);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whatOpensNoDatabaseDoesNotWait() throws Exception {
        FakeRocky fake = new FakeRocky(folder).config("[adapter]", "type = \"duckdb\"", "path = \"wh.duckdb\"");
        CliEngine engine = fake.answering(
                        "case \"$*\" in *dag*) echo '{\"command\":\"dag\"}'; touch answered; exit;; esac",
                        "echo $$ > self; while ! [ -e answered ]; do sleep 0.05; done",
                        "echo '" + FakeRocky.RUN_DOCUMENT + "'")
                .build();
        CompletableFuture<?> run = CompletableFuture.supplyAsync(() -> engine.run(new RunRequest.Load("files")));
        Processes.pidIn(fake.file("self"));
        assertThat(engine.query(new QueryRequest.Dag(), CallOptions.defaults())).contains("dag");
        run.join();
    }
}
