package dev.rockyjava.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.Asset;
import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Column;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The keys once more as texts, for annotations. */
class KeyConstantsTest {

    private static final String ASSETS = "acme.WarehouseAssets";

    @TempDir
    Path folder;

    private void sameTreeTwice(Object snapshot) {
        TestProject.Result result = TestProject.warehouse(folder, snapshot).options("-Xdoclint:all,-missing").compile().clean();
        SortedMap<String, String> expected = new TreeMap<>();
        Constants.all(result, ASSETS, Asset.class).forEach((path, asset) -> expected.put(path, asset.text()));
        Constants.all(result, ASSETS, Column.class).forEach((path, column) -> expected.put(path, column.text()));
        assertThat(Constants.all(result, ASSETS + "$Keys", String.class)).isEqualTo(expected).isNotEmpty();
    }

    @Test
    void mirrorTheTypedOnes() {
        sameTreeTwice(SnapshotJson.example());
        sameTreeTwice(SnapshotJson.synthetic(200, 21));
    }

    /** Both trees together would be more than a class can hold. */
    @Test
    void mirrorThemInANamespaceThatIsSpread() {
        SnapshotJson json = new SnapshotJson();
        for (int i = 0; i < 2100; i++) {
            json.model("wh", "raw", "table_" + i);
        }
        sameTreeTwice(json);
    }

    @Test
    void standInAnnotations() {
        SnapshotJson json = SnapshotJson.synthetic(5, 1).model("wh", "marts", "fct_orders");
        for (int i = 0; i < 2100; i++) {
            json.model("wh", "raw", "table_" + i);
        }
        TestProject.warehouse(folder, json)
                .source("app/Use.java", """
                        package app;

                        import acme.WarehouseAssets;
                        import acme.WarehouseAssets.Keys.Wh.Raw;

                        @Use.Reads({WarehouseAssets.Keys.Wh.Marts.FCT_ORDERS, Raw.TABLE_7, "" + Raw.TABLE_2099})
                        final class Use {
                            private Use() {}
                            @interface Reads {
                                String[] value();
                            }
                            static int number(String key) {
                                return switch (key) {
                                    case WarehouseAssets.Keys.Wh.Marts.FCT_ORDERS -> 1;
                                    default -> 0;
                                };
                            }
                        }
                        """)
                .withoutProcessingLint()
                .compile()
                .clean();
    }

    @ParameterizedTest
    @ValueSource(strings = {"keys", "KEYS", "Keys", "kEYS"})
    void aNamespaceOfThatNameGetsAnother(String schema) {
        sameTreeTwice(new SnapshotJson().model("wh", schema, "a").model(schema, schema, "b"));
    }

    @ParameterizedTest
    @CsvSource({"keys, Keys_", "KEYS, Keys_", "kEYS, KEYS_", "keys_, Keys_", "keys2, Keys2"})
    void whichDependsOnItsOwnNameOnly(String catalog, String type) {
        TestProject.Result result =
                TestProject.warehouse(folder, new SnapshotJson().model(catalog, "s", "a")).compile().clean();
        assertThat(Constants.of(result, ASSETS)).containsOnlyKeys(type + ".S.A");
    }

    @Test
    void aConstantCanNotHideThem() {
        SnapshotJson json = new SnapshotJson();
        json.node("x:one", "stream", "one");
        var error = new TestProject(folder)
                .snapshot(json)
                .withoutWerror()
                .source("acme/Warehouse.java", TestProject.WAREHOUSE.replace(
                        "snapshot.json\"", "snapshot.json\", rename = @dev.rockyjava.annotation.Rename(node = \"x:one\", as = \"Keys\")"))
                .compile()
                .onlyError();
        assertThat(error.getMessage(null)).startsWith("[RK201]").contains("x:one", "Keys");
    }

    @Test
    void areTheTextOfTheKey() {
        var json = new SnapshotJson().model("a/b", "c\\d", "e\u0000\"\u2028");
        TestProject.Result result = TestProject.warehouse(folder, json).compile().clean();
        assertThat(Constants.texts(result, ASSETS))
                .containsValue(AssetKey.of("a/b", "c\\d", "e\u0000\"\u2028"))
                .isEqualTo(Constants.of(result, ASSETS));
    }
}
