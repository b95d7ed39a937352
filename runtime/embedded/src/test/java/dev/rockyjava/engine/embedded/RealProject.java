package dev.rockyjava.engine.embedded;

/** The project that {@link SameAsRealEngineTest} runs with both engines. */
final class RealProject {

    private RealProject() {}

    static void write(TestProject project) {
        project.config(
                """
                [pipeline.ingest]
                strategy = "incremental"
                timestamp_column = "updated_at"
                [pipeline.ingest.source.schema_pattern]
                prefix = "raw__"
                separator = "__"
                components = ["source"]
                [pipeline.ingest.target]
                catalog_template = "wh"
                schema_template = "lake__{source}"
                [pipeline.ingest.target.governance]
                auto_create_schemas = true
                [pipeline.ingest.execution]
                concurrency = 1
                [pipeline.ingest.checks]
                row_count = true

                [pipeline.whole]
                strategy = "full_refresh"
                [pipeline.whole.source.schema_pattern]
                prefix = "raw__"
                separator = "__"
                components = ["source"]
                [pipeline.whole.target]
                catalog_template = "wh"
                schema_template = "copy__{source}"
                [pipeline.whole.target.governance]
                auto_create_schemas = true
                [pipeline.whole.execution]
                concurrency = 1

                [pipeline.files]
                type = "load"
                source_dir = "data/landing"
                [pipeline.files.target]
                catalog = ""
                schema = "landing"
                [pipeline.files.options]
                truncate_first = true

                [pipeline.appended]
                type = "load"
                source_dir = "data/more"
                format = "csv"
                [pipeline.appended.target]
                catalog = "wh"
                schema = "landing"
                table = "all_of_it"
                [pipeline.appended.options]
                csv_delimiter = ";"

                [pipeline.homeless]
                type = "load"
                source_dir = "data/more"
                [pipeline.homeless.target]
                catalog = ""
                schema = "no_such_schema"
                table = "t"

                [pipeline.nowhere]
                type = "load"
                source_dir = "data/nowhere"
                [pipeline.nowhere.target]
                catalog = ""
                schema = "landing"

                [pipeline.lost]
                type = "transformation"
                models = "no_models/**"
                [pipeline.lost.target]
                adapter = "default"

                [pipeline.orphans]
                type = "transformation"
                models = "orphans/**"
                [pipeline.orphans.target]
                adapter = "default"

                [pipeline.looped]
                type = "transformation"
                models = "looped/**"
                [pipeline.looped.target]
                adapter = "default"

                [pipeline.twins]
                type = "transformation"
                models = "twins"
                [pipeline.twins.target]
                adapter = "default"

                [pipeline.hollow]
                type = "transformation"
                models = "hollow/**"
                [pipeline.hollow.target]
                adapter = "default"

                [pipeline.unparsable]
                type = "transformation"
                models = "unparsable/**"
                [pipeline.unparsable.target]
                adapter = "default"
                """,
                TestProject.MARTS);
        writeFiles(project);
        writeSeeds(project);
        writeModels(project);
    }

    private static void writeFiles(TestProject project) {
        project.file("data/landing/rates.csv", "day,currency,rate\n2026-04-01,EUR,1.5\n2026-04-02,CHF,2\n")
                .file("data/landing/bad-name.csv", "a\n1\n")
                .file("data/landing/notes.txt", "not loaded")
                .file("data/more/a.csv", "id;name\n1;one\n")
                .file("data/more/b.csv", "id;name\n2;two\n");
    }

    private static void writeSeeds(TestProject project) {
        project.file("seeds/regions.csv", "region_id,region_name\n1, North \n2,\n")
                .file("seeds/typed.csv", "a,b\n1,2\n3,4.5\n")
                .file("seeds/typed.toml", target("t") + "[column_types]\na = \"VARCHAR\"\nb = \"DECIMAL(10,2)\"\n")
                .file(
                        "seeds/kinds.csv",
                        """
                        flag,whole,part,moment,word,mixed,none,quoted
                        true,1,1.5,2026-04-01,x,1,,"a, ""b""\"
                        FALSE,-2,1e3,2026-04-02T10:00:00,y,true,,
                        ,3,4,2026-04-03 11:00:00,,2026-01-01,,"two
                        lines"
                        """)
                .file("seeds/kinds.toml", target("kinds"))
                .file("seeds/ragged.csv", "a,b\n1\n")
                .file("seeds/ragged.toml", target("ragged"))
                .file("seeds/hooked.csv", "a\n1\n")
                .file(
                        "seeds/hooked.toml",
                        "pre_hook = [\"CREATE SCHEMA IF NOT EXISTS made\"]\n"
                                + "post_hook = [\"CREATE TABLE made.after AS SELECT * FROM seeds.hooked\"]\n"
                                + target("hooked"))
                .file("seeds/guarded.csv", "a\n1\n")
                .file("seeds/guarded.toml", "pre_hook = [\"SELECT error('no')\"]\n" + target("guarded"))
                .file("seeds/bad_type.csv", "a\n1\n")
                .file("seeds/bad_type.toml", target("bad_type") + "[column_types]\na = \"NO_SUCH_TYPE\"\n");
    }

    private static String target(String table) {
        return "[target]\ncatalog = \"wh\"\nschema = \"seeds\"\ntable = \"" + table + "\"\n";
    }

    private static void writeModels(TestProject project) {
        String daily = "type = \"time_interval\"\ntime_column = \"ts\"\ngranularity = \"day\"\n";
        String between = " FROM raw.orders WHERE ts >= @start_date AND ts < @end_date";
        project.model("full", "", "SELECT id, region FROM raw.orders;\n")
                .model("seen", "type = \"view\"\n", "SELECT id FROM raw.orders")
                .model(
                        "grown",
                        "type = \"incremental\"\ntimestamp_column = \"ts\"\n",
                        "SELECT id, ts FROM wh.raw.orders")
                .model(
                        "merged",
                        "type = \"merge\"\nunique_key = [\"id\"]\nupdate_columns = [\"region\"]\n",
                        "SELECT id, region FROM raw.orders")
                .model(
                        "replaced",
                        "type = \"delete_insert\"\npartition_by = [\"region\"]\n",
                        "SELECT id, region FROM raw.orders WHERE id <> 2")
                .file(
                        "models/inline.sql",
                        "---toml\n[target]\ncatalog = \"wh\"\nschema = \"marts\"\n---\n\nSELECT '${GREETING}' AS g, 1 AS n\n")
                .model("broken", "", "SELECT no_such_column FROM raw.orders")
                .file("models/elsewhere.sql", "SELECT 1 AS n")
                .file("models/elsewhere.toml", "[target]\ncatalog = \"other\"\nschema = \"marts\"\n")
                .file("models/two_part.sql", "SELECT 1 AS n")
                .file("models/two_part.toml", "[target]\ncatalog = \"\"\nschema = \"${GREETING}\"\ntable = \"there\"\n")
                .model("commented", "", "SELECT 1 AS n -- the end")
                .model("never_dated", daily, "SELECT id, ts FROM raw.orders")
                .model("half_dated", daily, "SELECT id, ts FROM raw.orders WHERE ts >= @start_date")
                .model("daily", daily + "lookback = 1\n", "SELECT id, ts" + between)
                .model(
                        "monthly",
                        "type = \"time_interval\"\ntime_column = \"ts\"\ngranularity = \"month\"\n",
                        "SELECT id, ts FROM raw.orders WHERE ts >= '@start_date' AND ts < '@end_date'")
                .model(
                        "fragile",
                        daily,
                        "SELECT CASE WHEN id = 20 THEN error('boom') ELSE id END AS id, ts" + between)
                .file("looped/x.sql", "SELECT 1 AS n")
                .file("looped/x.toml", "depends_on = [\"y\"]\n" + target("lx"))
                .file("looped/y.sql", "SELECT 1 AS n")
                .file("looped/y.toml", "depends_on = [\"x\"]\n" + target("ly"))
                .file("twins/x.sql", "SELECT 1 AS n")
                .file("twins/x.toml", target("twin"))
                .file("twins/y.sql", "SELECT 1 AS n")
                .file("twins/y.toml", target("TWIN"))
                .file("unparsable/x.sql", "SELEC 1 AS n")
                .file("unparsable/x.toml", target("u"))
                .file("hollow/x.sql", "SELECT 1 AS n")
                .file("hollow/x.toml", target("hx"))
                .file("hollow/y.sql", "-- not yet\n")
                .file("hollow/y.toml", target("hy"))
                .file("orphans/x.sql", "SELECT 1 AS n")
                .file(
                        "orphans/x.toml",
                        "depends_on = [\"nobody\"]\n[target]\ncatalog = \"wh\"\nschema = \"marts\"\n");
    }
}
