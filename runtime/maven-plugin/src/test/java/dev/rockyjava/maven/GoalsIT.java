package dev.rockyjava.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The goals beside stamp, in one Maven command each. */
class GoalsIT {

    @TempDir
    Path folder;

    @Test
    void verifyFailsWhenAModelWasEditedAddedOrDeletedSinceTheRefresh() throws Exception {
        UserBuild build = project();
        String model = "rocky/models/marts/daily_revenue.sql";
        build.run(goal("verify")).succeeded();

        String before = Files.readString(build.file(model));
        build.write(model, before + "-- edited\n");
        build.write("rocky/models/marts/new_one.sql", "select 1 as one\n");
        Files.delete(build.file("rocky/models/marts/sales_by_origin.sql"));
        build.run(goal("verify")).failed()
                .saying("is older than models/marts/daily_revenue.sql, models/marts/new_one.sql, models/marts/sales_by_origin.sql")
                .saying("refresh it by: mvn rocky:refresh");
        build.run(goal("verify"), "-Drocky.skip").succeeded();

        build.write("rocky/snapshot.json", "{\"dag_status\": \"success\"}");
        build.run(goal("verify")).failed().saying("snapshot.json");
    }

    @Test
    void graphWritesAFile() throws Exception {
        UserBuild build = project();
        build.run(goal("graph"), "-Drocky.graph.selection=+daily_revenue").succeeded();
        assertThat(build.file("target/rocky-graph.mmd")).content().startsWith("flowchart LR\n").contains("daily_revenue");
        build.run(goal("graph"), "-Drocky.graph.format=dot", "-Drocky.graph.file=docs/graph.dot").succeeded();
        assertThat(build.file("docs/graph.dot")).content().startsWith("digraph assets {");
        build.run(goal("graph"), "-Drocky.graph.selection=dayly_revenue").failed().saying("daily_revenue");
    }

    /** The engine here answers nothing but its version, so that the old snapshot stays. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the engine here is a shell script")
    void refreshAndVerifyAskTheEngineAndSayWhatItSays() throws Exception {
        UserBuild build = project();
        Path engine = build.write("engine", """
                #!/bin/sh
                case "$1" in --version) echo "rocky 1.71.0";; *) echo "no database today" >&2; exit 1;; esac
                """);
        assertThat(engine.toFile().setExecutable(true)).isTrue();
        build.replace("defs.yaml", "  dag_mode: true", "  dag_mode: true\n  strict_build: true\n  binary_path: ./engine");
        String before = Files.readString(build.file("rocky/snapshot.json"));
        build.run(goal("refresh")).failed().saying("no database today");
        build.run(goal("verify"), "-Drocky.verify.engine=true").failed().saying("no database today");
        assertThat(build.file("rocky/snapshot.json")).hasContent(before);

        build.replace("defs.yaml", "./engine", "./nowhere");
        build.run(goal("refresh")).failed().saying("nowhere");
    }

    private UserBuild project() throws IOException {
        UserBuild build = UserBuild.in(folder);
        build.write("pom.xml", Poms.root(""));
        build.writeRockyProject();
        return build;
    }

    private static String goal(String name) throws IOException {
        return "dev.rockyjava:rocky-maven-plugin:" + UserBuild.version() + ":" + name;
    }
}
