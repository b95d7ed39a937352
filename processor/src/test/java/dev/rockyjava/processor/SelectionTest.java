package dev.rockyjava.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.RockyComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which assets get constants. */
class SelectionTest {

    @TempDir
    Path folder;

    private TestProject project(String members) {
        SnapshotJson json = new SnapshotJson()
                .model("wh", "marts", "fct_orders")
                .model("wh", "marts", "dim_day")
                .model("wh", "raw", "orders")
                .model("", "raw", "a/b*c");
        json.node("seed:days", "seed", "days");
        json.tag("dim_day", "domain", "finance").tag("orders", "domain", "sales & more");
        json.node("stream:s", "source", "s").put("pipeline", "p");
        json.edge("transformation:orders", "transformation:fct_orders");
        return project(json, members);
    }

    private TestProject project(SnapshotJson json, String members) {
        return new TestProject(folder).snapshot(json).source("acme/Warehouse.java", """
                package acme;

                import dev.rockyjava.annotation.*;

                @RockyAssets(snapshot = "rocky/snapshot.json", %s)
                interface Warehouse {}
                """.formatted(members));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "include = {} | FCT_ORDERS DIM_DAY ORDERS A_B_C DAYS SOURCE",
        "include = @Select | FCT_ORDERS DIM_DAY ORDERS A_B_C DAYS SOURCE",
        "include = @Select(\"group:marts\") | FCT_ORDERS DIM_DAY",
        "include = {@Select(\"group:marts\"), @Select(\"group:raw\")} | FCT_ORDERS DIM_DAY ORDERS A_B_C",
        "include = @Select(\"kind:seed\") | DAYS",
        "include = @Select(\"kind:seed or kind:source\") | DAYS SOURCE",
        "include = @Select(\"kind:transformation and group:raw\") | ORDERS A_B_C",
        "include = @Select(\"tag:rocky/kind=seed\") | DAYS",
        "include = @Select(\"tag:rocky/kind\"), exclude = @Select(\"kind:transformation\") | DAYS SOURCE",
        "include = @Select(\"tag:domain=finance\") | DIM_DAY",
        "include = @Select(\"tag:\\\"domain\\\"=sales___more\") | ORDERS",
        "exclude = @Select(\"tag:domain\") | FCT_ORDERS A_B_C DAYS SOURCE",
        "include = @Select(\"tag:domain and not tag:domain=finance\") | ORDERS",
        "exclude = @Select(\"wh/**\") | A_B_C DAYS SOURCE",
        "include = @Select(\"wh/*/*orders\") | FCT_ORDERS ORDERS",
        "include = @Select(\"days\") | DAYS",
        "include = @Select(\"key:\\\"/raw/a\\\\/b*c\\\"\") | A_B_C",
        "include = @Select(\"**\"), exclude = @Select | ''",
        "include = @Select(\"group:marts\"), exclude = @Select(\"wh/marts/dim_day\") | FCT_ORDERS",
        // As --select, it needn't begin at the first segment.
        "include = @Select(\"marts/*\") | FCT_ORDERS DIM_DAY",
        "include = @Select(\"fct_*\") | FCT_ORDERS",
        "include = @Select(\"raw/*b\\\\*c\") | A_B_C",
        "include = @Select(\"+fct_orders\") | FCT_ORDERS ORDERS",
        "include = @Select(\"wh/raw/orders+1 and not wh/raw/orders\") | FCT_ORDERS",
        "include = @Select(\"leaves(group:marts or group:raw)\") | FCT_ORDERS DIM_DAY A_B_C",
    })
    void constantsAreChosenDefinitionsAreComplete(String members, String names) {
        TestProject project = project(members);
        TestProject.Result result = project.compile().clean();
        assertThat(Constants.of(result, "acme.WarehouseAssets").keySet().stream()
                        .map(path -> path.substring(path.lastIndexOf('.') + 1)))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(names.split(" ")).filter(n -> !n.isEmpty()).collect(Collectors.toList()));
        assertThat(result.definitions("acme.WarehouseDefinitions"))
                .isEqualTo(RockyComponent.create().buildDefsFromState(project.snapshotFile()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "include = @Select(\"group:marts or group:mart\") | RK222 | group:mart matches no asset; did you mean marts?",
        "include = {@Select, @Select(\"group:mart\")} | RK222 | did you mean marts?",
        "exclude = @Select(\"kind:seeds\") | RK222 | did you mean seed?",
        "exclude = @Select(\"tag:owner=me\") | RK222 | tag:owner=me matches no asset",
        "columns = @Select(\"wh/mart/**\") | RK222 | wh/mart/**' matches none of the 6 assets",
        "include = @Select(\"fct_order\") | RK222 | did you mean wh/marts/fct_orders?",
        "include = @Select(\"+dim_dax\") | RK222 | did you mean wh/marts/dim_day?",
        "include = @Select(\"key:\\\"marts/fct_orders\\\"\") | RK222 | did you mean wh/marts/fct_orders?",
        "include = @Select(\"dim_day and fct_orders\") | RK222 | matches none of the 6 assets, although",
        "include = @Select(\"\") | RK221 | at column 1: expected an asset",
        "include = @Select(\"marts, raw\") | RK221 | a comma",
        "include = @Select(\"changed:old.json\") | RK221 | other snapshots can't be read here",
        "include = @Select(\"stale\") | RK221 | at column 1: expected no 'stale', as it needs a journal of earlier runs",
        "exclude = @Select(\"marts/* and status:failed\") | RK221 | at column 13: expected no 'status', as it needs a journal",
        "columns = @Select(\"source:changed\") | RK221 | the engine can't be asked for its sources here",
        "include = @Select(\"wh\\\\\") | RK221 | a character after '\\'",
        "include = @Select(\"key:\\\"wh\\\\\\\\\\\\\\\"\") | RK221 | to close the one at column 5",
    })
    void aWrongSelectionIsAnError(String members, String id, String text) {
        TestProject project = project(members).source("acme/Use.java", """
                package acme;

                interface Use {
                    Object DAYS = WarehouseAssets.DAYS;
                }
                """);
        var error = project.compile().onlyError();
        assertThat(error.getMessage(null)).startsWith("[" + id + "]").contains(text);
        assertThat(error.getLineNumber()).isEqualTo(5);
        String line = "@RockyAssets(snapshot = \"rocky/snapshot.json\", " + members + ")";
        assertThat(error.getColumnNumber()).as(line).isEqualTo(line.lastIndexOf("@Select(\"") + 9);
    }

    /** Of a name that several assets have, none is taken. */
    @Test
    void anAmbiguousNameIsAnError() {
        SnapshotJson json = new SnapshotJson().model("transformation:a", "x", "wh", "one", "orders")
                .model("transformation:b", "y", "wh", "two", "orders");
        assertThat(project(json, "include = @Select(\"orders\")").compile().onlyError().getMessage(null))
                .startsWith("[RK221]")
                .contains("any of 2 assets: wh/one/orders, wh/two/orders");
    }

    /** The work grows with the product of the lengths: to try every wildcard with every other would take years here. */
    @Test
    void verySoManyWildcards() {
        String key = "a/".repeat(60) + "a".repeat(60);
        String renamed = "translation = \"rename: {'transformation:dim_day': " + key + "}\", include = @Select(\"%s\")";
        for (String end : List.of("a", "b")) {
            for (String pattern : List.of("**/a/".repeat(12) + "*" + end, "**/a/".repeat(40) + "*" + end, "*a".repeat(40) + end)) {
                TestProject project = project(renamed.formatted(pattern));
                if (end.equals("a")) {
                    assertThat(Constants.of(project.compile().clean(), "acme.WarehouseAssets")).hasSize(1);
                } else {
                    assertThat(project.compile().onlyError().getMessage(null)).startsWith("[RK222]");
                }
            }
        }
    }

    /** There is nothing to choose from, and nothing is wrong. */
    @Test
    void everyAssetOfNone() {
        project(new SnapshotJson(), "include = @Select, exclude = @Select(\"*\")").compile().clean();
    }

    /** The compiler says so itself. */
    @Test
    void aTextThatDoesNotCompile() {
        assertThat(project("include = @Select(NOWHERE), columns = @Select(\"group:gone\")").compile().onlyError().getMessage(null))
                .contains("NOWHERE");
    }

    /** It waits for the day on which the asset is chosen again. */
    @Test
    void aRenameOfWhatIsNotChosen() {
        project("exclude = @Select(\"group:marts\"), rename = @Rename(node = \"transformation:dim_day\", as = \"DAY\")")
                .compile()
                .clean();
    }
}
