package dev.rockyjava.temporal;

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
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** A project whose engine is a shell script: it notes each execution in a file, works for a while, and answers. */
record ShellProject(Path folder) {

    static ShellProject create(Path folder, String seconds) {
        ShellProject project = new ShellProject(folder);
        project.write("rocky.toml", "[pipeline.marts]\ntype = \"transformation\"\n");
        project.write("rocky", """
                #!/bin/sh
                [ "$1" = --version ] && { echo 'rocky 1.71.0'; exit 0; }
                while [ $# -gt 0 ]; do [ "$1" = --model ] && model=$2; shift; done
                echo "$model" >> executions
                sleep %s
                echo "$model" >> finished
                echo "built $model" >&2
                echo '{"version": "1.71.0", "command": "run", "status": "Success", "pipeline_type": "transformation",
                  "duration_ms": 5, "tables_copied": 1, "tables_failed": 0, "materializations": [
                  {"asset_key": ["'$model'"], "duration_ms": 5, "metadata": {"strategy": "full_refresh"}}]}'
                """.formatted(seconds));
        if (!folder.resolve("rocky").toFile().setExecutable(true)) {
            throw new IllegalStateException("can't make the script executable");
        }
        project.write("executions", "");
        project.write("finished", "");
        return project;
    }

    private void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns an engine for each slot of a worker. */
    IntFunction<RockyEngine> engines(String worker) {
        return slot -> CliEngine.forProject(folder.resolve("rocky.toml"))
                .binary(folder.resolve("rocky"))
                .engineState(folder.resolve(worker + "-" + slot + ".redb"))
                .build();
    }

    List<String> lines(String file) {
        try {
            return Files.readAllLines(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the processes of the script that are alive. */
    List<ProcessHandle> processes() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().filter(line -> line.contains(folder.resolve("rocky").toString())).isPresent())
                .toList();
    }

    /** Models in chains, and the last of them adding rows. */
    static Definitions models(int count, int adding) {
        List<AssetSpec> specs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = "m" + i;
            AssetSpec.Builder spec = AssetSpec.builder(
                            AssetKey.of(name), "transformation:" + name, NodeKind.TRANSFORMATION, name, "default")
                    .pipeline("marts")
                    .strategy(i < count - adding ? "full_refresh" : "incremental")
                    .target(new Target("wh", "marts", name));
            if (i >= 40 && i < count - adding) {
                spec.dependency(AssetKey.of("m" + (i - 40)), Dependency.Origin.DECLARED);
            }
            specs.add(spec.build());
        }
        return Definitions.of(specs, List.of());
    }
}
