package dev.rockyjava.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plain build notices a new snapshot, and does nothing without one. */
class StampIT {

    private static final String OLD = "daily_revenue";
    private static final String NEW = "revenue_by_day";
    private static final String NOTHING = "Nothing to compile";

    private static final String DEFS = """
            type: dagster_rocky.RockyComponent
            attributes:
              config_path: rocky/rocky.toml
              dag_mode: true
              defs_state: {path: rocky/snapshot.json}
            """;

    private static final String ANNOTATED = """
            package com.acme;

            import dev.rockyjava.annotation.RockyAssets;

            @RockyAssets(defs = "defs.yaml")
            interface Warehouse {}
            """;

    private static final String REPORT = """
            package com.acme;

            final class Report {

                private Report() {}

                static String name() {
                    return WarehouseAssets.Warehouse.Marts.DAILY_REVENUE.text();
                }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void oneModuleIsCompiledAgainAfterARefreshAndOnlyThen() throws Exception {
        UserBuild build = UserBuild.in(folder);
        build.write("pom.xml", Poms.single(""));
        project(build);
        build.write("src/main/java/com/acme/Report.java", REPORT);

        build.run("compile").succeeded();
        Path compiled = build.file("target/classes/com/acme/Report.class");
        FileTime first = Files.getLastModifiedTime(compiled);
        build.run("compile").succeeded().saying(NOTHING);
        assertThat(Files.getLastModifiedTime(compiled)).isEqualTo(first);

        build.replace("rocky/snapshot.json", OLD, NEW);
        // The second build must not take what the first one left for the result of a compilation.
        build.run("compile").failed().saying("cannot find symbol").saying("symbol:   variable DAILY_REVENUE");
        build.run("compile").failed().saying("symbol:   variable DAILY_REVENUE");

        build.replace("src/main/java/com/acme/Report.java", "DAILY_REVENUE", "REVENUE_BY_DAY");
        build.run("compile").succeeded();
        build.run("compile").succeeded().saying(NOTHING);

        build.replace("defs.yaml", "  dag_mode: true", "  dag_mode: true\n  translation: {prefix: dwh}");
        build.run("compile").failed().saying("symbol:   variable Warehouse");
    }

    private static void project(UserBuild build) throws IOException {
        build.write("defs.yaml", DEFS);
        build.write("rocky/snapshot.json", UserBuild.exampleSnapshot());
        build.write("src/main/java/com/acme/Warehouse.java", ANNOTATED);
    }
}
