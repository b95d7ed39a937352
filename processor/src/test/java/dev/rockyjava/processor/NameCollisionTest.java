package dev.rockyjava.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.Column;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Names that two assets want, and names that the user gives. */
class NameCollisionTest {

    @TempDir
    Path folder;

    private TestProject project(SnapshotJson json, String renames) {
        return new TestProject(folder).snapshot(json).source("acme/Warehouse.java", """
                package acme;

                import dev.rockyjava.annotation.*;

                @RockyAssets(snapshot = "rocky/snapshot.json", rename = {%s})
                interface Warehouse {}
                """.formatted(renames));
    }

    private static String rename(String node, String as) {
        return "@Rename(node = \"" + node + "\", as = \"" + as + "\")";
    }

    private static SnapshotJson colliding() {
        return new SnapshotJson().model("wh", "marts", "fct_orders").model("wh", "marts", "fctOrders");
    }

    private String onlyError(SnapshotJson json, String... renames) {
        var error = project(json, String.join(", ", renames)).compile().onlyError();
        assertThat(error.getLineNumber()).isEqualTo(5);
        return error.getMessage(null);
    }

    @Test
    void namesBothNodesAndOffersARename() {
        assertThat(onlyError(colliding()))
                .startsWith("[RK201]")
                .contains(
                        "transformation:fct_orders (key wh/marts/fct_orders)",
                        "transformation:fctOrders (key wh/marts/fctOrders)",
                        "FCT_ORDERS",
                        "@Rename(node = \"transformation:fct");
    }

    @Test
    void saysWhereInTheSnapshotTheSecondStands() {
        assertThat(onlyError(colliding())).containsPattern("^\\[RK201] .*snapshot\\.json:[0-9]+:[0-9]+: /dag/nodes/[01]: ");
    }

    @Test
    void theOfferedRenameCompilesWhateverTheNamesAre() {
        SnapshotJson json = new SnapshotJson().model("wh", "marts", "a\"b\\c\u00e9").model("wh", "marts", "a\"b/c\u00e9");
        String message = onlyError(json);
        String offered = message.substring(message.indexOf("@Rename("), message.lastIndexOf(')') + 1);

        TestProject.Result mended = project(json, offered.replace("\u2026", "OTHER")).compile().clean();
        assertThat(Constants.of(mended, "acme.WarehouseAssets")).hasSize(2).containsKey("Wh.Marts.OTHER");
    }

    @Test
    void aRenameMendsIt() {
        TestProject.Result result =
                project(colliding(), rename("transformation:fctOrders", "ORDERS_OLD")).compile().clean();
        assertThat(Constants.of(result, "acme.WarehouseAssets"))
                .hasSize(2)
                .hasEntrySatisfying("Wh.Marts.FCT_ORDERS", key -> assertThat(key.name()).isEqualTo("fct_orders"))
                .hasEntrySatisfying("Wh.Marts.ORDERS_OLD", key -> assertThat(key.name()).isEqualTo("fctOrders"));
    }

    @Test
    void aRenameCanCollideToo() {
        SnapshotJson json = new SnapshotJson().model("wh", "marts", "a").model("wh", "marts", "b");
        assertThat(onlyError(json, rename("transformation:a", "B"))).startsWith("[RK201]").contains("constant B");
    }

    @ParameterizedTest
    @CsvSource({
        "ab_cd, abcd, AbCd, Abcd",
        "fooBar, foobar, FooBar, Foobar",
    })
    void classesThatDifferByCaseOnly(String schema, String other, String type, String otherType) {
        SnapshotJson json = new SnapshotJson().model("wh", schema, "a").model("wh", other, "b");
        assertThat(onlyError(json)).startsWith("[RK201]").contains("wh/" + schema, "wh/" + other, type, otherType);
    }

    /** A class is named by the path of the keys in it; another key for the asset is declared beside the component too. */
    @Test
    void anotherKeyMendsThat() {
        SnapshotJson json = new SnapshotJson().model("wh", "ab_cd", "a").model("wh", "abcd", "b");
        assertThat(onlyError(json)).contains("translation", "rename");
        TestProject.Result result = new TestProject(folder).snapshot(json).source("acme/Warehouse.java", """
                package acme;

                @dev.rockyjava.annotation.RockyAssets(snapshot = "rocky/snapshot.json",
                    translation = "rename: {'transformation:b': wh/other/b}")
                interface Warehouse {}
                """).compile().clean();
        assertThat(Constants.of(result, "acme.WarehouseAssets")).containsOnlyKeys("Wh.AbCd.A", "Wh.Other.B");
    }

    /** Whatever it is that gets the constant. */
    @ParameterizedTest
    @ValueSource(strings = {"class", "1st", "", "(load) x", "größe", "日本", "String", "Keys", "WarehouseAssets", "_", "a.b", "*/"})
    void anythingCanBeRenamed(String label) {
        SnapshotJson json = new SnapshotJson().model("transformation:" + label, label, "wh", "s", label);
        json.column("x", "id", label, label + "'s");
        TestProject.Result result = project(json, rename("transformation:" + label, "MINE")
                        + ", @Rename(node = \"transformation:" + label + "\", column = \"" + label + "'s\", as = \"COL\")")
                .options("-encoding", "UTF-8")
                .compile()
                .clean();
        assertThat(Constants.of(result, "acme.WarehouseAssets")).containsOnlyKeys("Wh.S.MINE");
        assertThat(Constants.all(result, "acme.WarehouseAssets", Column.class)).containsOnlyKeys("Wh.S.Mine.COL");
    }

    /** Spellings of one name are one namespace: each constant still has its own key. */
    @Test
    void spellingsOfOneSchemaShareAClass() {
        SnapshotJson json = new SnapshotJson().model("wh", "gold", "a").model("wh", "GOLD", "b");
        assertThat(Constants.of(project(json, "").compile().clean(), "acme.WarehouseAssets"))
                .hasEntrySatisfying("Wh.Gold.A", key -> assertThat(key).hasToString("wh/gold/a"))
                .hasEntrySatisfying("Wh.Gold.B", key -> assertThat(key).hasToString("wh/GOLD/b"));
    }

    @Test
    void aConstantThatHidesAClass() {
        SnapshotJson json = new SnapshotJson().model("wh", "a", "x");
        json.node("transformation:y", "transformation", "y").putObject("target")
                .put("catalog", "wh").put("schema", "b").put("table", "y");
        json.node("quality:w", "quality", "w").put("pipeline", "w");
        json.node("x:A", "stream", "x").put("pipeline", "p");
        assertThat(project(json, rename("x:A", "Wh")).withoutWerror().compile().errors())
                .singleElement().asString().startsWith("[RK201]").contains("x:A", "hides", "wh");
    }

    @Test
    void unknownRename() {
        assertThat(onlyError(colliding(), rename("transformation:fctOrders", "X"), rename("transformation:gone", "Y")))
                .startsWith("[RK206]")
                .contains("transformation:gone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "my asset", "1ST", "class", "true", "_", "A.B", "X; static {}", "A-B", "TransformationAsset",
        "PartitionedAsset", "Column"})
    void aRenameThatIsNoIdentifier(String as) {
        assertThat(onlyError(new SnapshotJson().model("wh", "s", "a"), rename("transformation:a", as)))
                .startsWith("[RK205]")
                .contains("transformation:a", "\"" + as + "\"");
    }

    /** Among them the names that the generated class uses itself. */
    @ParameterizedTest
    @ValueSource(strings = {
        "X", "camelCase", "record", "var", "yield", "größe", "Wh", "LocalDate", "String", "java", "dev", "WarehouseAssets"
    })
    void aRenameToAnyIdentifier(String as) {
        SnapshotJson json = new SnapshotJson().model("wh", "s", "a").model("wh", "s", "b");
        ((ObjectNode) json.dag().get("nodes").get(1))
                .putObject("partition_shape")
                .put("granularity", "daily");
        TestProject.Result result = project(json, rename("transformation:a", as)).options("-encoding", "UTF-8").compile().clean();
        assertThat(Constants.of(result, "acme.WarehouseAssets"))
                .hasEntrySatisfying("Wh.S." + as, key -> assertThat(key).hasToString("wh/s/a"));
    }

    @Test
    void everyWrongRenameIsShownAndTheOthersHold() {
        SnapshotJson json = new SnapshotJson().model("wh", "s", "a").model("wh", "s", "b").model("wh", "s", "c");
        TestProject.Result result = project(
                        json,
                        String.join(
                                ", ",
                                rename("transformation:a", "1"),
                                rename("transformation:b", "2"),
                                rename("transformation:c", "MINE")))
                .source("app/Use.java", """
                        package app;

                        import static acme.WarehouseAssets.Wh.S.MINE;

                        final class Use {
                            private Use() {}
                            static final Object USE = MINE;
                        }
                        """)
                .compile();
        assertThat(result.errors()).hasSize(2).allMatch(error -> error.startsWith("[RK205]"));
    }

    @Test
    void oneNodeRenamedTwice() {
        assertThat(onlyError(
                        new SnapshotJson().model("wh", "s", "a"),
                        rename("transformation:a", "X"),
                        rename("transformation:a", "Y")))
                .startsWith("[RK205]")
                .contains("transformation:a", "\"X\"", "\"Y\"");
    }

    /** javac tells already what is wrong with the annotation. */
    @ParameterizedTest
    @ValueSource(strings = {
        "snapshot = Gone.PATH",
        "rename = @Rename(node = Gone.ID, as = \"X\")",
        "rename = @Rename(node = \"transformation:fctOrders\", as = Gone.NAME)"
    })
    void aValueThatIsUnknown(String members) {
        assertThat(annotated(members).errors()).singleElement().asString().startsWith("cannot find symbol").contains("Gone");
    }

    /** Of a worse fault javac doesn't even start the processor. */
    @ParameterizedTest
    @ValueSource(strings = {"snapshot = 5", "rename = @Rename(node = \"transformation:a\")", "snapshot = {\"a\", \"b\"}"})
    void aValueOfTheWrongType(String members) {
        assertThat(annotated(members).errors()).isNotEmpty().noneMatch(error -> error.contains("[RK"));
    }

    private TestProject.Result annotated(String members) {
        return new TestProject(folder)
                .file(".local_defs_state/RockyComponent__rocky.toml__/state", colliding().toString())
                .source("acme/Warehouse.java", """
                        package acme;

                        import dev.rockyjava.annotation.*;

                        @RockyAssets(%s)
                        interface Warehouse {
                            Object ALL = WarehouseDefinitions.get();
                        }
                        """.formatted(members))
                .compile();
    }

    @Test
    void aTypeOfTheUserHasTheName() {
        TestProject project = TestProject.warehouse(folder, new SnapshotJson())
                .source("acme/WarehouseAssets.java", "package acme;\n\nfinal class WarehouseAssets {\n    private WarehouseAssets() {}\n}\n")
                .source("app/Use.java", """
                        package app;

                        import acme.WarehouseDefinitions;

                        final class Use {
                            private Use() {}
                            static final Object ALL = WarehouseDefinitions.get();
                        }
                        """);
        List<String> errors = project.compile().errors();
        assertThat(errors).singleElement().asString().startsWith("[RK204]").contains("WarehouseAssets");
    }
}
