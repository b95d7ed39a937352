package dev.rockyjava.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.engine.EngineCommandException;
import dev.rockyjava.engine.EngineDocument;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.LoadOutput;
import dev.rockyjava.engine.PartitionChoice;
import dev.rockyjava.engine.RunOutput;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.engine.SeedOutput;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs one project with the binary and with this engine, and compares the tables and the documents step by step. */
class SameAsRealEngineTest {

    @TempDir
    Path folder;

    private TestProject ours;
    private TestProject theirs;

    @BeforeEach
    void makeTheProjectTwice() {
        Assumptions.assumeTrue(RealRocky.isOnPath(), "skipped: there is no rocky on the PATH to compare with");
        ours = project(folder.resolve("ours"));
        theirs = project(folder.resolve("theirs"));
    }

    @Test
    void loads() throws Exception {
        both("CREATE SCHEMA landing");
        same(new RunRequest.Load("files"), "run", "--pipeline", "files");
        same(new RunRequest.Load("files"), "run", "--pipeline", "files");
        same(new RunRequest.Load("appended"), "run", "--pipeline", "appended");
        same(new RunRequest.Load("appended"), "run", "--pipeline", "appended");
        same(new RunRequest.Load("homeless"), "run", "--pipeline", "homeless");
        same(new RunRequest.Load("nowhere"), "run", "--pipeline", "nowhere");
    }

    @Test
    void seeds() throws Exception {
        for (String seed : List.of("regions", "typed", "kinds", "ragged", "hooked", "guarded", "bad_type", "nothing")) {
            same(new RunRequest.Seed(seed), "seed", "--pipeline", "ingest", "--filter", seed);
        }
    }

    @Test
    void replicates() throws Exception {
        both(
                "CREATE SCHEMA raw__shop",
                "CREATE SCHEMA raw__web",
                "CREATE SCHEMA raws",
                "CREATE TABLE raw__shop.orders AS SELECT 1 AS id, TIMESTAMP '2026-04-01 10:00:00.25' AS updated_at",
                "CREATE TABLE raw__shop.items AS SELECT 1 AS id, TIMESTAMP '2026-04-01 10:00:00' AS updated_at",
                "CREATE VIEW raw__shop.seen AS SELECT 1 AS id",
                "CREATE TABLE raw__web.hits AS SELECT 1 AS id, TIMESTAMP '2026-04-01' AS updated_at LIMIT 0");
        String[] all = {"run", "--pipeline", "ingest"};
        RunRequest.Replication request = new RunRequest.Replication("ingest", Optional.empty());
        same(request, all);
        both(
                "INSERT INTO raw__shop.orders VALUES (2, '2026-04-02'), (3, '2026-03-01'), (4, '2026-04-01 10:00:00.25')",
                "UPDATE raw__shop.items SET id = 9",
                "INSERT INTO raw__web.hits VALUES (1, '1960-01-01'), (2, '2026-01-01')",
                "ALTER TABLE raw__shop.items ADD COLUMN note VARCHAR",
                "INSERT INTO raw__shop.items VALUES (2, '2026-04-05', 'new')");
        same(request, all);
        same(request, all);
        for (String filter : List.of("source=web", "id=raw__shop", "table=orders", "source=none", "colour=red")) {
            same(new RunRequest.Replication("ingest", Optional.of(filter)), "run", "--pipeline", "ingest", "--filter", filter);
        }
        same(
                new RunRequest.Replication("ingest", Optional.of("broken")),
                "run", "--pipeline", "ingest", "--filter", "broken");
        same(new RunRequest.Replication("whole", Optional.empty()), "run", "--pipeline", "whole");
        both("INSERT INTO raw__shop.orders VALUES (7, '2020-01-01')");
        same(new RunRequest.Replication("whole", Optional.empty()), "run", "--pipeline", "whole");
    }

    @Test
    void replicatesWhatFails() throws Exception {
        both(
                "CREATE SCHEMA raw__shop",
                "CREATE TABLE raw__shop.orders AS SELECT 1 AS id, TIMESTAMP '2026-04-01' AS updated_at",
                "CREATE TABLE raw__shop.\"bad-name\" AS SELECT 1 AS id, TIMESTAMP '2026-04-01' AS updated_at");
        same(new RunRequest.Replication("ingest", Optional.empty()), "run", "--pipeline", "ingest");
        both("DROP TABLE raw__shop.orders");
        same(new RunRequest.Replication("ingest", Optional.empty()), "run", "--pipeline", "ingest");
        both("CREATE TABLE raw__shop.timeless AS SELECT 1 AS id");
        same(new RunRequest.Replication("ingest", Optional.empty()), "run", "--pipeline", "ingest");
        same(new RunRequest.Replication("ingest", Optional.empty()), "run", "--pipeline", "ingest");
    }

    @Test
    void buildsModels() throws Exception {
        both(
                "CREATE SCHEMA raw",
                "CREATE TABLE raw.orders AS SELECT * FROM (VALUES (1, 'a', TIMESTAMP '2026-04-06 10:00:00'),"
                        + " (2, 'b', TIMESTAMP '2026-04-07 11:00:00')) t(id, region, ts)");
        List<String> models = List.of(
                "full", "seen", "grown", "merged", "replaced", "inline", "broken", "missing", "elsewhere", "two_part",
                "never_dated", "commented");
        for (int round = 0; round < 2; round++) {
            for (String model : models) {
                model(model, PartitionChoice.DEFAULT);
            }
            both("INSERT INTO raw.orders VALUES (" + (3 + round) + ", 'a', TIMESTAMP '2026-04-07 12:00:00')",
                    "UPDATE raw.orders SET region = region || 'x' WHERE id = 1");
        }
    }

    @Test
    void buildsPartitions() throws Exception {
        both(
                "CREATE SCHEMA raw",
                "CREATE TABLE raw.orders AS SELECT * FROM (VALUES (1, 'a', TIMESTAMP '2026-04-06 10:00:00'),"
                        + " (2, 'b', TIMESTAMP '2026-04-07 11:00:00')) t(id, region, ts)");
        model("daily", new PartitionChoice.One("2026-04-07"), "--partition", "2026-04-07");
        both("UPDATE raw.orders SET id = 20 WHERE id = 2");
        model("daily", new PartitionChoice.Range("2026-04-05", "2026-04-07"), "--from", "2026-04-05", "--to", "2026-04-07");
        model("daily", new PartitionChoice.One("2026-04"), "--partition", "2026-04");
        model("daily", new PartitionChoice.Range("2026-04-07", "2026-04-05"), "--from", "2026-04-07", "--to", "2026-04-05");
        model("monthly", new PartitionChoice.One("2026-04"), "--partition", "2026-04");
        model("fragile", new PartitionChoice.Range("2026-04-06", "2026-04-07"), "--from", "2026-04-06", "--to", "2026-04-07");
        model("full", new PartitionChoice.One("2026-04-07"), "--partition", "2026-04-07");
        model("half_dated", new PartitionChoice.One("2026-04-07"), "--partition", "2026-04-07");
    }

    @Test
    void failsToCompile() throws Exception {
        both("CREATE SCHEMA seeds");
        for (String pipeline : List.of("lost", "orphans", "looped", "twins", "unparsable", "hollow", "ingest", "nobody")) {
            same(
                    new RunRequest.Model("x", pipeline, PartitionChoice.DEFAULT),
                    "run", "--model", "x", "--pipeline", pipeline);
        }
    }

    private void model(String name, PartitionChoice choice, String... flags) throws Exception {
        same(
                new RunRequest.Model(name, "marts", choice),
                Stream.concat(Stream.of("run", "--model", name, "--pipeline", "marts"), Stream.of(flags))
                        .toArray(String[]::new));
    }

    private void both(String... statements) {
        ours.sql(statements);
        theirs.sql(statements);
    }

    private void same(RunRequest request, String... arguments) throws Exception {
        RealRocky.Answer real = new RealRocky(theirs.directory).run(arguments);
        int exitCode;
        Optional<EngineDocument> document;
        try {
            EngineReply reply = ours.run(request);
            exitCode = reply.exitCode();
            document = Optional.of(reply.document());
        } catch (EngineCommandException e) {
            exitCode = e.exitCode();
            document = Optional.empty();
        }
        String what = request + "\nreal engine: " + real;
        assertThat(document.map(SameAsRealEngineTest::key)).as(what).isEqualTo(real.document().map(SameAsRealEngineTest::key));
        assertThat(exitCode).as(what).isEqualTo(real.exitCode());
        assertThat(ours.everything()).as(what).isEqualTo(theirs.everything());
    }

    /** The members that somebody decides by; times, versions and error texts differ. */
    private static String key(EngineDocument document) {
        if (document instanceof RunOutput run) {
            return Map.of(
                            "0", List.of(run.command(), run.status(), run.pipelineType(), run.filter()),
                            "1", List.of(run.tablesCopied(), run.tablesFailed(), run.interrupted(), run.excludedTables()),
                            "2", run.materializations().stream().map(SameAsRealEngineTest::key).sorted().toList(),
                            "3", run.errors().stream().map(e -> e.assetKey() + e.failureKind()).toList(),
                            "4", run.checkResults().stream().map(Object::toString).sorted().toList())
                    .entrySet().stream().sorted(Map.Entry.comparingByKey()).toList().toString();
        } else if (document instanceof LoadOutput load) {
            return List.of(
                            load.command(), load.sourceDir(), load.format(), load.filesLoaded(), load.filesFailed(),
                            load.totalRows(), load.totalBytes(),
                            load.files().stream()
                                    .map(f -> f.file() + f.target() + f.rowsLoaded() + f.bytesRead() + f.error().isPresent())
                                    .toList())
                    .toString();
        }
        SeedOutput seed = (SeedOutput) document;
        return List.of(
                        seed.command(), seed.seedsDir(), seed.tablesLoaded(), seed.tablesFailed(),
                        seed.tables().stream()
                                .map(t -> t.name() + t.target() + t.rows() + t.columns() + t.error().isPresent())
                                .toList())
                .toString();
    }

    private static String key(RunOutput.Materialization one) {
        String strategy = one.metadata().strategy().orElse("");
        // Of a copy that copies everything, the engine's watermark is the time of the run.
        boolean newest = one.metadata().watermark().filter(w -> w.compareTo("2026-05") < 0).isPresent();
        return one.assetKey() + strategy + one.rowsCopied() + (newest ? one.metadata().watermark() : "")
                + one.metadata().targetTableFullName() + one.partition();
    }

    private static TestProject project(Path directory) {
        TestProject project = new TestProject(directory);
        RealProject.write(project);
        return project;
    }
}
