package dev.rockyjava.engine.embedded;

import dev.rockyjava.engine.PartitionChoice;
import dev.rockyjava.engine.RunRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs one project with the binary and with this engine, and compares the tables and the documents step by step. */
class SameAsRealEngineTest {

    @TempDir
    Path folder;

    private BothEngines engines;

    @BeforeEach
    void makeTheProjectTwice() {
        engines = BothEngines.of(folder, RealProject::write);
    }

    @Test
    void loads() throws Exception {
        engines.sql("CREATE SCHEMA landing");
        engines.same(new RunRequest.Load("files"), "run", "--pipeline", "files");
        engines.same(new RunRequest.Load("files"), "run", "--pipeline", "files");
        engines.same(new RunRequest.Load("appended"), "run", "--pipeline", "appended");
        engines.same(new RunRequest.Load("appended"), "run", "--pipeline", "appended");
        engines.same(new RunRequest.Load("homeless"), "run", "--pipeline", "homeless");
        engines.same(new RunRequest.Load("nowhere"), "run", "--pipeline", "nowhere");
    }

    @Test
    void seeds() throws Exception {
        for (String seed : List.of("regions", "typed", "kinds", "ragged", "hooked", "guarded", "bad_type", "nothing")) {
            engines.same(new RunRequest.Seed(seed), "seed", "--pipeline", "ingest", "--filter", seed);
        }
    }

    @Test
    void replicates() throws Exception {
        engines.sql(
                "CREATE SCHEMA raw__shop",
                "CREATE SCHEMA raw__web",
                "CREATE SCHEMA raws",
                "CREATE TABLE raw__shop.orders AS SELECT 1 AS id, TIMESTAMP '2026-04-01 10:00:00.25' AS updated_at",
                "CREATE TABLE raw__shop.items AS SELECT 1 AS id, TIMESTAMP '2026-04-01 10:00:00' AS updated_at",
                "CREATE VIEW raw__shop.seen AS SELECT 1 AS id",
                "CREATE TABLE raw__web.hits AS SELECT 1 AS id, TIMESTAMP '2026-04-01' AS updated_at LIMIT 0");
        String[] all = {"run", "--pipeline", "ingest"};
        RunRequest.Replication request = new RunRequest.Replication("ingest", Optional.empty());
        engines.same(request, all);
        engines.sql(
                "INSERT INTO raw__shop.orders VALUES (2, '2026-04-02'), (3, '2026-03-01'), (4, '2026-04-01 10:00:00.25')",
                "UPDATE raw__shop.items SET id = 9",
                "INSERT INTO raw__web.hits VALUES (1, '1960-01-01'), (2, '2026-01-01')",
                "ALTER TABLE raw__shop.items ADD COLUMN note VARCHAR",
                "INSERT INTO raw__shop.items VALUES (2, '2026-04-05', 'new')");
        engines.same(request, all);
        engines.same(request, all);
        for (String filter : List.of("source=web", "id=raw__shop", "table=orders", "source=none", "colour=red")) {
            engines.same(new RunRequest.Replication("ingest", Optional.of(filter)), "run", "--pipeline", "ingest", "--filter", filter);
        }
        engines.same(
                new RunRequest.Replication("ingest", Optional.of("broken")),
                "run", "--pipeline", "ingest", "--filter", "broken");
        engines.same(new RunRequest.Replication("whole", Optional.empty()), "run", "--pipeline", "whole");
        engines.sql("INSERT INTO raw__shop.orders VALUES (7, '2020-01-01')");
        engines.same(new RunRequest.Replication("whole", Optional.empty()), "run", "--pipeline", "whole");
    }

    @Test
    void replicatesWhatFails() throws Exception {
        engines.sql(
                "CREATE SCHEMA raw__shop",
                "CREATE TABLE raw__shop.orders AS SELECT 1 AS id, TIMESTAMP '2026-04-01' AS updated_at",
                "CREATE TABLE raw__shop.\"bad-name\" AS SELECT 1 AS id, TIMESTAMP '2026-04-01' AS updated_at");
        engines.same(new RunRequest.Replication("ingest", Optional.empty()), "run", "--pipeline", "ingest");
        engines.sql("DROP TABLE raw__shop.orders");
        engines.same(new RunRequest.Replication("ingest", Optional.empty()), "run", "--pipeline", "ingest");
        engines.sql("CREATE TABLE raw__shop.timeless AS SELECT 1 AS id");
        engines.same(new RunRequest.Replication("ingest", Optional.empty()), "run", "--pipeline", "ingest");
        engines.same(new RunRequest.Replication("ingest", Optional.empty()), "run", "--pipeline", "ingest");
    }

    @Test
    void buildsModels() throws Exception {
        engines.sql(
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
            engines.sql("INSERT INTO raw.orders VALUES (" + (3 + round) + ", 'a', TIMESTAMP '2026-04-07 12:00:00')",
                    "UPDATE raw.orders SET region = region || 'x' WHERE id = 1");
        }
    }

    @Test
    void buildsPartitions() throws Exception {
        engines.sql(
                "CREATE SCHEMA raw",
                "CREATE TABLE raw.orders AS SELECT * FROM (VALUES (1, 'a', TIMESTAMP '2026-04-06 10:00:00'),"
                        + " (2, 'b', TIMESTAMP '2026-04-07 11:00:00')) t(id, region, ts)");
        model("daily", new PartitionChoice.One("2026-04-07"), "--partition", "2026-04-07");
        engines.sql("UPDATE raw.orders SET id = 20 WHERE id = 2");
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
        engines.sql("CREATE SCHEMA seeds");
        for (String pipeline : List.of("lost", "orphans", "looped", "twins", "unparsable", "hollow", "ingest", "nobody")) {
            engines.same(
                    new RunRequest.Model("x", pipeline, PartitionChoice.DEFAULT),
                    "run", "--model", "x", "--pipeline", pipeline);
        }
    }

    private void model(String name, PartitionChoice choice, String... flags) throws Exception {
        engines.same(
                new RunRequest.Model(name, "marts", choice),
                Stream.concat(Stream.of("run", "--model", name, "--pipeline", "marts"), Stream.of(flags))
                        .toArray(String[]::new));
    }
}
