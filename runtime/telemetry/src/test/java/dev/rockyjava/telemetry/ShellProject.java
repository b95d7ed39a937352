package dev.rockyjava.telemetry;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.Dependency;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.Target;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.cli.CliEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Models of which the second reads the first, and so on, and an engine that is a shell script: it notes the trace in its
 * environment, does what a test says for a model, and otherwise answers that it built three rows for a quarter of a dollar.
 */
record ShellProject(Path folder) {

    static final String SECRET = "hunter2hunter2";

    static ShellProject in(Path folder) {
        ShellProject project = new ShellProject(folder);
        project.write("rocky.toml", """
                [adapter]
                type = "snowflake"
                password = "${WAREHOUSE_LOGIN}"

                [pipeline.marts]
                type = "transformation"
                """);
        project.write("rocky", """
                #!/bin/sh
                [ "$1" = --version ] && { echo 'rocky 1.71.0'; exit 0; }
                while [ $# -gt 0 ]; do [ "$1" = --model ] && model=$2; shift; done
                echo "$TRACEPARENT $TRACESTATE" >> "$model.traces"
                cost=0.25
                [ -f "$model.sh" ] && . "./$model.sh"
                cat <<END
                {"version": "1.71.0", "command": "run", "status": "Success", "pipeline_type": "transformation",
                 "duration_ms": 5, "tables_copied": 1, "tables_failed": 0, $checks
                 "materializations": [{"asset_key": ["wh", "marts", "$model"], "duration_ms": 5, "rows_copied": 3,
                   "cost_usd": $cost, "metadata": {"strategy": "full_refresh"}}]}
                END
                """);
        if (!folder.resolve("rocky").toFile().setExecutable(true)) {
            throw new IllegalStateException("can't make the script executable");
        }
        return project;
    }

    /**
     * @param model the name of a model; empty for a call that names none
     * @param script what the engine does first, with its secret in $WAREHOUSE_LOGIN
     */
    ShellProject on(String model, String script) {
        write(model + ".sh", script);
        return this;
    }

    void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RockyEngine engine() {
        return CliEngine.forProject(folder.resolve("rocky.toml"))
                .binary(folder.resolve("rocky"))
                .engineState(folder.resolve("engine.redb"))
                .environment("WAREHOUSE_LOGIN", SECRET)
                .build();
    }

    static AssetKey key(String model) {
        return AssetKey.of("marts", model);
    }

    static Definitions chain(String... models) {
        return Definitions.of(
                Stream.iterate(0, i -> i < models.length, i -> i + 1)
                        .map(i -> {
                            AssetSpec.Builder spec = spec(models[i]);
                            if (i > 0) {
                                spec.dependency(key(models[i - 1]), Dependency.Origin.DECLARED);
                            }
                            return spec.build();
                        })
                        .toList(),
                List.of());
    }

    static Definitions apart(String... models) {
        return Definitions.of(Stream.of(models).map(model -> spec(model).build()).toList(), List.of());
    }

    static AssetSpec.Builder spec(String model) {
        return AssetSpec.builder(key(model), "transformation:" + model, NodeKind.TRANSFORMATION, model, "finance")
                .pipeline("marts")
                .strategy("full_refresh")
                .target(new Target("wh", "marts", model));
    }

    /** Returns the TRACEPARENT and TRACESTATE of each call for a model, with a space between. */
    List<String> traces(String model) {
        try {
            return Files.readAllLines(folder.resolve(model + ".traces"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
