package dev.rockyjava.cli;

import dev.rockyjava.RockyComponent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A project with a program in place of the engine: it prints {@code answers/<subcommand>.json}, of a run
 * {@code answers/run-<model>.json} for the partition it is asked for, and fails without such a file. It proves nothing about the real engine.
 */
public final class FakeProject {

    static final String ORDERS = transformation("orders", ",'strategy':{'type':'full_refresh'}", "");
    static final String DAILY = transformation(
            "daily",
            ",'strategy':{'type':'time_interval'},'partition_shape':{'granularity':'daily','first_partition':'2026-03-01'}",
            "'transformation:orders'");
    static final String REPORT = transformation("report", "", "'transformation:daily','seed:rates'");
    static final String SEED = "{'id':'seed:rates','kind':'seed','label':'rates'}";

    private static final String PROGRAM = """
            #!/bin/sh
            [ "$1" = --version ] && { echo 'rocky 1.71.0'; exit 0; }
            echo "$@" >> calls
            name=
            partition=
            while [ $# -gt 0 ]; do
              case "$1" in
                discover|compile|optimize|dag|seed|validate) name=$1;;
                run) name=run;;
                --model) name="run-$2"; shift;;
                --partition) partition=$2; shift;;
              esac
              shift
            done
            echo "engine says hello" >&2
            sed "s/@partition@/$partition/g" "answers/$name.json" || { echo "error: nothing for $name" >&2; exit 1; }
            """;

    private final Path folder;

    public FakeProject(Path folder) {
        this.folder = folder;
        write("defs.yaml", """
                type: dagster_rocky.RockyComponent
                attributes:
                  binary_path: ./fake-rocky
                  config_path: rocky.toml
                  dag_mode: true
                  defs_state:
                    path: snapshot.json
                """);
        write("rocky.toml", "[pipeline.marts]\ntype = 'transformation'\nmodels = 'models/**'\n");
        write("models/orders.sql", "select 1");
        write("models/orders.toml", "[target]\ncatalog = \"wh\"\nschema = \"marts\"\n");
        if (!write("fake-rocky", PROGRAM).toFile().setExecutable(true)) {
            throw new IllegalStateException("can't make the program executable");
        }
        answer("compile", "{'command':'compile'}").answer("optimize", "{'command':'optimize'}").answer("run-orders", run("orders", ""));
        answer("run-daily", run("daily", ",'partition':{'key':'@partition@'}"));
        answer("run-report", run("report", ""));
        graph(ORDERS, DAILY, REPORT, SEED);
    }

    FakeProject graph(String... nodes) {
        return answer("dag", "{'command':'dag','schema_version':'1','nodes':[" + String.join(",", nodes) + "],'edges':[]}");
    }

    /** Single quotes are written as double ones. */
    FakeProject answer(String name, String json) {
        write("answers/" + name + ".json", json.replace('\'', '"'));
        return this;
    }

    FakeProject without(String answer) {
        try {
            Files.delete(file("answers/" + answer + ".json"));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A project with its snapshot written. */
    public FakeProject refreshed() {
        component().writeState();
        return this;
    }

    public RockyComponent component() {
        return RockyComponent.fromYaml(Path.of("defs.yaml"), folder);
    }

    Path folder() {
        return folder;
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    Path snapshot() {
        return file("snapshot.json");
    }

    String read(String name) {
        try {
            return Files.exists(file(name)) ? Files.readString(file(name)) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path write(String name, String text) {
        try {
            Path file = file(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String transformation(String name, String more, String dependsOn) {
        return "{'id':'transformation:" + name + "','kind':'transformation','label':'" + name + "','pipeline':'marts',"
                + "'target':{'catalog':'wh','schema':'marts','table':'" + name + "'}" + more
                + ",'depends_on':[" + dependsOn + "]}";
    }

    static String run(String model, String partition) {
        return "{'version':'1.71.0','command':'run','status':'Success','filter':'','duration_ms':5,'tables_copied':0,"
                + "'tables_failed':0,'materializations':[{'asset_key':['wh','marts','" + model + "'],'duration_ms':3,"
                + "'metadata':{}" + partition + "}],'check_results':[],'interrupted':false}";
    }
}
