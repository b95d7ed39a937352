package dev.rockyjava.run.bench;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.Dependency;
import dev.rockyjava.config.Attribute;
import dev.rockyjava.config.ComponentConfig;
import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.EngineInfo;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.RunRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What it costs that a refresh reads the models' SQL: one of a project with the files of its models, and one of the same
 * project without them, in turns, by an engine that answers at once.
 */
final class RefreshRow {

    private static final int MODELS = 10_000;
    private static final int COLUMNS = 12;
    private static final int TURNS = 11;

    private RefreshRow() {}

    static void measure(Path folder) throws Exception {
        RockyComponent reading = project(folder.resolve("reading"));
        RockyComponent blind = project(folder.resolve("blind"));
        write(folder.resolve("reading"));
        RockyEngine engine = new Answers(compiled(), graph());
        RunBenchRow.print("refresh of 10,000 models without reading their SQL, the first, s", seconds(blind, engine));
        double[] with = new double[TURNS];
        double[] without = new double[TURNS];
        double[] ratio = new double[TURNS];
        for (int i = -TURNS / 2; i < TURNS; i++) { // the first ones warm up
            double blindSeconds = seconds(blind, engine);
            double readingSeconds = seconds(reading, engine);
            if (i >= 0) {
                without[i] = blindSeconds;
                with[i] = readingSeconds;
                ratio[i] = readingSeconds / blindSeconds;
            }
        }
        RunBenchRow.print("refresh of 10,000 models without reading their SQL, s", RunBenchRow.middle(without));
        RunBenchRow.print("refresh of 10,000 models that reads their SQL, s", RunBenchRow.middle(with));
        RunBenchRow.print("refresh that reads SQL : one that doesn't; the goal is 1.30", RunBenchRow.middle(ratio));
        require(edgesFromSql(reading) > MODELS && edgesFromSql(blind) == 0);
    }

    private static double seconds(RockyComponent component, RockyEngine engine) throws Exception {
        return RunBenchRow.seconds(() -> component.refresh(engine));
    }

    private static long edgesFromSql(RockyComponent component) {
        return component.buildDefsFromState(component.snapshotPath()).specs().stream()
                .flatMap(spec -> spec.dependencies().stream())
                .filter(dependency -> dependency.origin() == Dependency.Origin.SQL)
                .count();
    }

    /** A figure of a refresh that read nothing would be none. */
    private static void require(boolean readWhatItShould) {
        if (!readWhatItShould) {
            throw new AssertionError("the two refreshes don't differ in what they know from SQL");
        }
    }

    private static RockyComponent project(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("rocky.toml"), String.join("\n",
                "[adapter.local]", "type = 'duckdb'", "path = 'wh.duckdb'",
                "[pipeline.marts]", "type = 'transformation'", "models = 'models/**'",
                "[pipeline.marts.target]", "adapter = 'local'"));
        ComponentConfig config = ComponentConfig.builder()
                .set(Attribute.DAG_MODE, true)
                .set(Attribute.DEFS_STATE, Map.of("path", "snapshot.json"))
                .build();
        return RockyComponent.of(config, folder);
    }

    /** The three models that a model reads; its lineage has the first one only. */
    private static int upstream(int model, int which) {
        return model <= which ? 0 : Math.max(0, model - 1 - which * (1 + model % 50));
    }

    private static void write(Path folder) throws IOException {
        Path models = Files.createDirectories(folder.resolve("models"));
        for (int i = 0; i < MODELS; i++) {
            Files.writeString(models.resolve("model_" + i + ".sql"), sql(i));
            Files.writeString(models.resolve("model_" + i + ".toml"), "name = \"model_" + i
                    + "\"\n\n[strategy]\ntype = \"full_refresh\"\n\n[target]\ncatalog = \"wh\"\nschema = \"marts\"\ntable = \"model_"
                    + i + "\"\n");
        }
    }

    private static String sql(int model) {
        StringBuilder text = new StringBuilder("-- Model " + model + ", as it is every night\nWITH recent AS (\n  SELECT\n");
        for (int column = 0; column < COLUMNS; column++) {
            text.append("    COALESCE(a.column_").append(column).append("_amount, 0) AS column_").append(column).append("_amount,\n");
        }
        text.append("    'it''s -- no comment' AS note\n  FROM wh.marts.model_").append(upstream(model, 0)).append(" AS a\n")
                .append("  WHERE a.valid_from >= CAST('2026-01-01' AS TIMESTAMP) /* the year */\n)\nSELECT r.*\nFROM recent AS r\n")
                .append("JOIN wh.marts.model_").append(upstream(model, 1)).append(" AS b ON b.id = r.id\n")
                .append("WHERE EXISTS (SELECT 1 FROM wh.marts.model_").append(upstream(model, 2)).append(" AS c WHERE c.id = r.id)\n");
        return text.toString();
    }

    private static String compiled() {
        StringBuilder text = new StringBuilder("{\"version\":\"1.71.0\",\"command\":\"compile\",\"models\":" + MODELS
                + ",\"execution_layers\":1,\"has_errors\":false,\"diagnostics\":[],\"models_detail\":[");
        for (int i = 0; i < MODELS; i++) {
            text.append(i == 0 ? "" : ",").append("{\"name\":\"model_").append(i)
                    .append("\",\"strategy\":{\"type\":\"full_refresh\"},\"target\":").append(target(i)).append('}');
        }
        return text.append("]}").toString();
    }

    private static String graph() {
        StringBuilder nodes = new StringBuilder();
        StringBuilder lineage = new StringBuilder();
        for (int i = 0; i < MODELS; i++) {
            nodes.append(i == 0 ? "" : ",").append("{\"id\":\"transformation:model_").append(i)
                    .append("\",\"kind\":\"transformation\",\"label\":\"model_").append(i)
                    .append("\",\"pipeline\":\"marts\",\"target\":").append(target(i))
                    .append(",\"strategy\":{\"type\":\"full_refresh\"},\"depends_on\":[]}");
            for (int column = 0; i > 0 && column < COLUMNS; column++) {
                lineage.append(lineage.isEmpty() ? "" : ",").append("{\"source\":{\"model\":\"model_").append(upstream(i, 0))
                        .append("\",\"column\":\"column_").append(column).append("_amount\"},\"target\":{\"model\":\"model_")
                        .append(i).append("\",\"column\":\"column_").append(column)
                        .append("_amount\"},\"transform\":\"direct\"}");
            }
        }
        return "{\"schema_version\":\"1\",\"version\":\"1.71.0\",\"command\":\"dag\",\"nodes\":[" + nodes
                + "],\"edges\":[],\"column_lineage\":[" + lineage + "]}";
    }

    private static String target(int model) {
        return "{\"catalog\":\"wh\",\"schema\":\"marts\",\"table\":\"model_" + model + "\"}";
    }

    /** Answers the questions of a refresh at once. */
    private record Answers(String compiled, String graph) implements RockyEngine {

        @Override
        public String query(QueryRequest request, CallOptions options) {
            if (request instanceof QueryRequest.Dag) {
                return graph;
            }
            return request instanceof QueryRequest.Compile ? compiled : "{\"recommendations\":[]}";
        }

        @Override
        public EngineInfo info() {
            return new EngineInfo("scripted", "1.71.0");
        }

        @Override
        public EngineReply run(RunRequest request, CallOptions options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
