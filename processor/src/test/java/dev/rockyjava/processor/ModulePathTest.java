package dev.rockyjava.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user with a module of its own. */
class ModulePathTest {

    @TempDir
    Path folder;

    @Test
    void compilesAndReadsItsDefinitionsAsAModule() throws Exception {
        String modulePath = TestProject.join(TestProject.runtimePath());
        TestProject.Result result = TestProject.warehouse(folder, SnapshotJson.example())
                .classPath(List.of())
                .options("--module-path", modulePath)
                .source("module-info.java", """
                        /** A user of rocky-java. */
                        module app {
                            requires dev.rockyjava;
                            exports acme;
                        }
                        """)
                .source("acme/Main.java", """
                        package acme;

                        /** Prints what it has. */
                        public final class Main {
                            private Main() {}

                            /** Runs. */
                            public static void main(String[] arguments) {
                                System.out.print(Main.class.getModule().getName() + " "
                                        + WarehouseDefinitions.get().get(WarehouseAssets.Warehouse.Marts.FCT_ORDERS).label()
                                        + " " + WarehouseDefinitions.component().snapshotPath());
                            }
                        }
                        """)
                .compile()
                .clean();

        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                        "--module-path",
                        modulePath + File.pathSeparator + result.classes(),
                        "--module",
                        "app/acme.Main")
                .redirectErrorStream(true)
                .start();
        String printed = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(java.waitFor()).as(printed).isZero();
        assertThat(printed).endsWith("app fct_orders " + folder.resolve("rocky/snapshot.json"));
    }
}
