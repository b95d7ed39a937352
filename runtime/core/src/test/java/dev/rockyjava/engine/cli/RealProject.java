package dev.rockyjava.engine.cli;

import java.nio.file.Path;

/** A small project that the real engine can build from nothing: a seed, a replication of it, two models. */
final class RealProject {

    private final FakeRocky files;

    RealProject(Path folder) {
        files = new FakeRocky(folder)
                .config(
                        """
                        [adapter]
                        type = "duckdb"
                        path = "wh.duckdb"

                        [pipeline.ingest]
                        strategy = "full_refresh"
                        [pipeline.ingest.source.schema_pattern]
                        prefix = "raw__"
                        separator = "__"
                        components = ["source"]
                        [pipeline.ingest.source.discovery]
                        adapter = "default"
                        [pipeline.ingest.target]
                        catalog_template = "wh"
                        schema_template = "lake__{source}"
                        [pipeline.ingest.target.governance]
                        auto_create_schemas = true
                        [pipeline.ingest.execution]
                        concurrency = 1

                        [pipeline.marts]
                        type = "transformation"
                        models = "models/**"
                        depends_on = ["ingest"]
                        [pipeline.marts.target]
                        adapter = "default"
                        [pipeline.marts.target.governance]
                        auto_create_schemas = true

                        [pipeline.dq]
                        type = "quality"
                        depends_on = ["marts"]
                        [pipeline.dq.target]
                        adapter = "default"
                        [[pipeline.dq.tables]]
                        catalog = "wh"
                        schema = "marts"
                        table = "total"
                        [pipeline.dq.checks]
                        enabled = true
                        row_count = true
                        """);
        files.write("seeds/orders.csv", "order_id,amount,ordered_at", "1,10,2026-04-07 10:00:00", "2,20,2026-04-08 10:00:00");
        files.write("seeds/orders.toml", "[target]", "catalog = \"wh\"", "schema = \"raw__shop\"", "table = \"orders\"");
        files.write("models/_defaults.toml", "[target]", "catalog = \"wh\"", "schema = \"marts\"");
        model("total", "SELECT SUM(amount) AS total FROM wh.lake__shop.orders");
        model("daily", "SELECT CAST(ordered_at AS DATE) AS day, SUM(amount) AS revenue FROM wh.lake__shop.orders"
                        + " WHERE ordered_at >= @start_date AND ordered_at < @end_date GROUP BY 1",
                "[strategy]", "type = \"time_interval\"", "time_column = \"day\"", "granularity = \"day\"",
                "first_partition = \"2026-04-01\"");
    }

    RealProject model(String name, String sql, String... settings) {
        files.write("models/" + name + ".sql", sql);
        files.write("models/" + name + ".toml", "name = \"" + name + "\"\n" + String.join("\n", settings));
        return this;
    }

    Path file(String name) {
        return files.file(name);
    }

    Path write(String name, String... lines) {
        return files.write(name, lines);
    }
}
