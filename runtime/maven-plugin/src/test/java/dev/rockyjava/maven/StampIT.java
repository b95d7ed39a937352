package dev.rockyjava.maven;

import static org.assertj.core.api.Assertions.assertThat;

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

    @TempDir
    Path folder;

    @Test
    void oneModuleIsCompiledAgainAfterARefreshAndOnlyThen() throws Exception {
        UserBuild build = UserBuild.in(folder);
        build.write("pom.xml", Poms.ofReadme());
        build.writeWarehouse("", "src/main/java");
        build.write("src/main/java/com/acme/Report.java", report());

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

    /** The one with the constants may have been built before, so that nothing of it is new in the build of the other. */
    @Test
    void aModuleThatRefersToTheAssetsOfAnotherIsCompiledAgainToo() throws Exception {
        UserBuild build = UserBuild.in(folder);
        build.write("pom.xml", Poms.root("""
                <packaging>pom</packaging>
                <modules><module>warehouse</module><module>reports</module></modules>"""));
        build.write("warehouse/pom.xml", Poms.module("warehouse", ""));
        build.writeWarehouse("warehouse/", "src/main/java");
        build.write("warehouse/src/main/java/module-info.java", """
                module com.acme.warehouse {
                    requires transitive dev.rockyjava;
                    exports com.acme;
                }
                """);
        build.write("reports/pom.xml", Poms.module("reports", """
                <dependencies>
                  <dependency>
                    <groupId>com.acme</groupId>
                    <artifactId>warehouse</artifactId>
                    <version>1</version>
                  </dependency>
                </dependencies>
                <build>
                  <plugins>
                    <plugin>
                      <groupId>dev.rockyjava</groupId>
                      <artifactId>rocky-maven-plugin</artifactId>
                      <configuration><projectDir>${project.basedir}/../warehouse</projectDir></configuration>
                    </plugin>
                  </plugins>
                </build>"""));
        build.write("reports/src/main/java/module-info.java", "module com.acme.reports { requires com.acme.warehouse; }\n");
        build.write("reports/src/main/java/com/acme/reports/Report.java", """
                package com.acme.reports;

                import com.acme.Warehouse;
                import dev.rockyjava.annotation.AssetRef;

                final class Report {

                    @AssetRef(Warehouse.class)
                    static final String TABLE = "warehouse/marts/daily_revenue";

                    private Report() {}
                }
                """);

        build.run("compile").succeeded();
        assertThat(build.run("compile").succeeded().output().split(NOTHING, -1)).hasSize(3);

        build.replace("warehouse/rocky/snapshot.json", OLD, NEW);
        build.run("compile", "-pl", "warehouse").succeeded();
        build.run("compile").failed()
                .saying("Report.java:[9,").saying("[RK301]").saying("there is no asset \"warehouse/marts/daily_revenue\"");
    }

    /** As in a project that a library's tests use. */
    @Test
    void testsThatUseTheConstantsAreCompiledAgain() throws Exception {
        UserBuild build = UserBuild.in(folder);
        build.write("pom.xml", Poms.root(""));
        build.writeWarehouse("", "src/main/java");
        build.write("src/test/java/com/acme/Report.java", report());

        build.run("test-compile").succeeded();
        build.replace("rocky/snapshot.json", OLD, NEW);
        build.run("compile").succeeded();
        build.run("test-compile").failed().saying(NOTHING).saying("symbol:   variable DAILY_REVENUE");
    }

    @Test
    void soAreTestsThatHaveTheAnnotatedTypeThemselves() throws Exception {
        UserBuild build = UserBuild.in(folder);
        build.write("pom.xml", Poms.root(""));
        build.writeWarehouse("", "src/test/java");
        build.write("src/test/java/com/acme/Report.java", report());

        build.run("test-compile").succeeded();
        build.run("test-compile").succeeded().saying(NOTHING);
        build.replace("rocky/snapshot.json", OLD, NEW);
        build.run("test-compile").failed().saying("symbol:   variable DAILY_REVENUE");
        assertThat(build.file("target/classes")).doesNotExist();
    }

    private static String report() {
        return """
                package com.acme;

                final class Report {

                    private Report() {}

                    static String name() {
                        return WarehouseAssets.Warehouse.Marts.DAILY_REVENUE.text();
                    }
                }
                """;
    }
}
