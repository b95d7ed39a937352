package dev.rockyjava.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.snapshot.ProblemId;
import java.nio.file.Path;
import java.util.Arrays;
import javax.lang.model.SourceVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How each problem is shown can be said to the compiler. */
class SeverityTest {

    @TempDir
    Path folder;

    private TestProject unknownKind(String... options) {
        SnapshotJson json = new SnapshotJson().model("wh", "s", "a");
        json.node("stream:x", "stream", "x").put("pipeline", "p");
        return TestProject.warehouse(folder, json).options(options);
    }

    @Test
    void aWarningCanBeSwitchedOff() {
        unknownKind("-Arocky.severity.RK114=off").compile().clean();
    }

    @Test
    void aWarningCanBecomeAnError() {
        TestProject.Result result = unknownKind("-Arocky.severity.RK114=error").withoutWerror().compile();
        assertThat(result.onlyError().getMessage(null)).startsWith("[RK114]");
        assertThat(result.source("acme/WarehouseAssets.java")).contains("OtherAsset STREAM_X");
    }

    @Test
    void ofOneKindOnly() {
        assertThat(unknownKind("-Arocky.severity.RK113=off", "-Arocky.severity.RK114=warning").withoutWerror().compile()
                        .warnings())
                .singleElement()
                .asString()
                .startsWith("[RK114]");
    }

    @ParameterizedTest
    @CsvSource({"off, 0", "warning, 1"})
    void someErrorsCanBeLowered(String word, int warnings) {
        TestProject.Result result = new TestProject(folder)
                .snapshot(new SnapshotJson().model("wh", "s", "a"))
                .options("-Arocky.severity.RK206=" + word)
                .withoutWerror()
                .source("acme/Warehouse.java", TestProject.WAREHOUSE.replace("json\"", "json\","
                        + " rename = @dev.rockyjava.annotation.Rename(node = \"gone\", as = \"X\")"))
                .compile();
        assertThat(result.succeeded()).isTrue();
        assertThat(result.warnings()).hasSize(warnings);
    }

    /** The same in the other processor. */
    @ParameterizedTest
    @CsvSource({
        "RK301, off, 0, 0", "RK301, warning, 0, 1", "RK301, error, 1, 0", "RK222, warning, 1, 1", "RK303, off, 1, 0",
        "RK303, error, 2, 0", "RK304, off, 1, 0"
    })
    void ofReferences(String id, String word, int errors, int warnings) {
        TestProject.Result result = new TestProject(folder)
                .snapshot(new SnapshotJson().model("wh", "s", "a"))
                .options("-Arocky.severity." + id + "=" + word)
                .withoutWerror()
                .source("acme/Warehouse.java", TestProject.WAREHOUSE.replace("json\"", "json\","
                        + (id.equals("RK222") ? " exclude = @dev.rockyjava.annotation.Select(\"group:gone\")" : "exclude = {}")))
                .source("acme/Use.java", """
                        package acme;

                        import dev.rockyjava.annotation.*;

                        interface Use {
                            @AssetRef(Warehouse.class) String KEY = "nothing like it";
                            %s
                        }
                        """.formatted(switch (id) {
                    case "RK303" -> "@ColumnRef(Warehouse.class) String COLUMN = \"wh/s/a/c\";";
                    case "RK304" -> "@AssetRef(Warehouse.class) int NUMBER = 1;";
                    default -> "";
                }))
                .compile();
        assertThat(result.errors()).hasSize(errors);
        assertThat(result.warnings()).hasSize(warnings);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "-Arocky.severity.RK999=off     | -Arocky.severity.RK999 doesn't name a problem id",
        "-Arocky.severity.rk114=off     | doesn't name a problem id",
        "-Arocky.severity.RK113=none    | is \"none\"; write off, warning or error",
        "-Arocky.severity.RK113         | is \"\"; write off, warning or error",
        "-Arocky.severity.RK101=warning | can only be \"error\"",
        "-Arocky.severity.RK201=off     | RK206",
    })
    void whatCanNotBeFollowedIsAnError(String option, String text) {
        TestProject.Result result = TestProject.warehouse(folder, new SnapshotJson().model("wh", "s", "a"))
                .options(option)
                .withoutWerror()
                .compile();
        assertThat(result.onlyError().getMessage(null)).startsWith("[RK224]").contains(text);
    }

    @Test
    void whatIsSaidIsTheSameForEveryComponent() {
        TestProject project = unknownKind("-Arocky.severity.RK999=off", "-Arocky.severity.RK114=off").source(
                "acme/Other.java", TestProject.WAREHOUSE.replace("Warehouse", "Other"));
        assertThat(project.withoutWerror().compile().onlyError().getMessage(null)).startsWith("[RK224]");
    }

    /** javac takes a key of identifiers with dots between, and warns of one that no processor knows. */
    @Test
    void everyIdHasAnOption() {
        assertThat(new RockyProcessor().getSupportedOptions())
                .containsAll(Arrays.stream(ProblemId.values()).map(id -> "rocky.severity." + id.code()).toList())
                .allMatch(SourceVersion::isName);
        assertThat(new ReferenceProcessor().getSupportedOptions()).isEqualTo(new RockyProcessor().getSupportedOptions());
    }

    /** A build passes the same options to modules without a component. */
    @Test
    void optionsInAModuleWithoutAComponent() {
        new TestProject(folder)
                .options("-Arocky.severity.RK114=off", "-Arocky.columns=none", "-Arocky.projectDir=.")
                .source("app/Use.java", "package app;\n\nfinal class Use {\n    private Use() {}\n}\n")
                .compile()
                .clean();
    }
}
