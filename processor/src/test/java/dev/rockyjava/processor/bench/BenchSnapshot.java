package dev.rockyjava.processor.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a snapshot like those of real projects, of any size and always the same: layers of schemas, each model reads
 * three of the layer before, twelve columns with lineage, every fifth model in daily partitions, every seventh with a
 * freshness.
 */
final class BenchSnapshot {

    private static final String[] LAYERS = {"raw", "staging", "intermediate", "core", "marts", "reporting"};
    private static final String[] SUBJECTS = {"customer", "order", "invoice", "payment", "shipment", "product", "session"};
    private static final String[] ASPECTS = {"daily_summary", "history", "lines", "attribution", "revenue", "snapshot"};
    private static final int COLUMNS = 12;
    private static final int MODELS_IN_A_SCHEMA = 400;

    private final int models;

    BenchSnapshot(int models) {
        this.models = models;
    }

    void write(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("{\n  \"dag\": {\n    \"schema_version\": \"1\",\n    \"version\": \"1.71.0\",\n    \"command\": \"dag\",\n"
                    + "    \"execution_layers\": [],\n    \"summary\": {\"total_nodes\": " + models + ", \"total_edges\": 0, "
                    + "\"execution_layers\": 6, \"counts_by_kind\": {}},\n    \"nodes\": [\n");
            for (int i = 0; i < models; i++) {
                node(out, i);
            }
            out.write("    ],\n    \"edges\": [],\n    \"column_lineage\": [\n");
            for (int i = 0; i < models; i++) {
                lineage(out, i);
            }
            out.write("    ]\n  },\n  \"dag_status\": \"success\"\n}\n");
        }
    }

    private static String name(int i) {
        return SUBJECTS[i % SUBJECTS.length] + "_" + ASPECTS[i / 7 % ASPECTS.length] + "_" + i;
    }

    private static int layer(int i) {
        return i % LAYERS.length;
    }

    /** A model of the layer before, spread over the project but fixed; a model never reads a later one. */
    private int upstream(int i, int which) {
        int step = LAYERS.length * (1 + Math.floorMod(i * 31 + which * 17, 50));
        return Math.max(layer(i) - 1, i - 1 - step + LAYERS.length);
    }

    private void node(Writer out, int i) throws IOException {
        String name = name(i);
        out.write("      {\"id\": \"transformation:" + name + "\", \"kind\": \"transformation\", \"label\": \"" + name
                + "\", \"pipeline\": \"" + LAYERS[layer(i)] + "\", \"target\": {\"catalog\": \"warehouse\", \"schema\": \""
                + LAYERS[layer(i)] + "_" + i / LAYERS.length / MODELS_IN_A_SCHEMA + "\", \"table\": \"" + name
                + "\"}, \"strategy\": "
                + (i % 4 == 0 ? "{\"type\": \"merge\", \"unique_key\": [\"id\"]}" : "{\"type\": \"full_refresh\"}"));
        if (i % 5 == 0) {
            out.write(", \"partition_shape\": {\"granularity\": \"daily\", \"first_partition\": \"2024-01-01\"}");
        }
        if (i % 7 == 0) {
            out.write(", \"freshness\": {\"max_lag_seconds\": 86400, \"severity\": \"warning\"}");
        }
        if (layer(i) > 0) {
            out.write(", \"depends_on\": [\"transformation:" + name(upstream(i, 0)) + "\"]");
        }
        out.write(i == models - 1 ? "}\n" : "},\n");
    }

    private void lineage(Writer out, int i) throws IOException {
        for (int column = 0; column < COLUMNS; column++) {
            String source = layer(i) == 0 ? "lake.landing.table_" + i : name(upstream(i, column % 3));
            boolean last = i == models - 1 && column == COLUMNS - 1;
            out.write("      {\n        \"source\": {\n          \"model\": \"" + source + "\",\n          \"column\": \"column_"
                    + column + "_amount\"\n        },\n        \"target\": {\n          \"model\": \"" + name(i)
                    + "\",\n          \"column\": \"column_" + column
                    + "_amount\"\n        },\n        \"transform\": \"direct\"\n      }" + (last ? "\n" : ",\n"));
        }
    }
}
