package dev.rockyjava.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.RockyComponent;
import java.nio.file.Path;
import java.util.Arrays;
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
        "include = @Select(group = \"marts\") | FCT_ORDERS DIM_DAY",
        "include = @Select(group = {\"marts\", \"raw\"}) | FCT_ORDERS DIM_DAY ORDERS A_B_C",
        "include = @Select(kind = \"seed\") | DAYS",
        "include = {@Select(kind = \"seed\"), @Select(kind = \"source\")} | DAYS SOURCE",
        "include = @Select(kind = \"transformation\", group = \"raw\") | ORDERS A_B_C",
        "include = @Select(tag = \"rocky/kind=seed\") | DAYS",
        "include = @Select(tag = \"rocky/kind\"), exclude = @Select(kind = \"transformation\") | DAYS SOURCE",
        "include = @Select(tag = \"domain=finance\") | DIM_DAY",
        "exclude = @Select(tag = \"domain\") | FCT_ORDERS A_B_C DAYS SOURCE",
        "include = @Select(tag = \"domain\"), exclude = @Select(tag = \"domain=finance\") | ORDERS",
        "exclude = @Select(key = \"wh/**\") | A_B_C DAYS SOURCE",
        "include = @Select(key = \"wh/*/*orders\") | FCT_ORDERS ORDERS",
        "include = @Select(key = \"**/fct_*\") | FCT_ORDERS",
        "include = @Select(key = \"*/days\") | DAYS",
        "include = @Select(key = \"/raw/a\\\\/b*c\") | A_B_C",
        "include = @Select(key = \"**\"), exclude = @Select | ''",
        "include = @Select(group = \"marts\"), exclude = @Select(key = \"wh/marts/dim_day\") | FCT_ORDERS",
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
        "include = @Select(group = {\"marts\", \"mart\"}) | RK222 | group = \"mart\" fits none of the 6 assets",
        "exclude = @Select(kind = \"seeds\") | RK222 | kind = \"seeds\"",
        "exclude = @Select(tag = \"owner=me\") | RK222 | tag = \"owner=me\"",
        "columns = @Select(key = \"wh/mart/**\") | RK222 | key = \"wh/mart/**\"",
        "include = @Select(key = \"\") | RK222 | key = \"\"",
        "include = @Select(key = \"wh\\\\\") | RK221 | lone",
    })
    void aValueThatFitsNothingIsAnError(String members, String id, String text) {
        var error = project(members).compile().onlyError();
        assertThat(error.getMessage(null)).startsWith("[" + id + "]").contains(text);
        assertThat(error.getLineNumber()).isEqualTo(5);
        String line = "@RockyAssets(snapshot = \"rocky/snapshot.json\", " + members + ")";
        int value = line.lastIndexOf('"', line.lastIndexOf('"') - 1);
        assertThat(error.getColumnNumber()).as(line).isEqualTo(value + 1);
    }

    /** It waits for the day on which the asset is chosen again. */
    @Test
    void aRenameOfWhatIsNotChosen() {
        project("exclude = @Select(group = \"marts\"), rename = @Rename(node = \"transformation:dim_day\", as = \"DAY\")")
                .compile()
                .clean();
    }
}
