package dev.rockyjava.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.AssetKey;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A namespace with more constants than one class should hold. */
class ManyAssetsTest {

    private static final int MANY = 2300;

    @TempDir
    Path folder;

    private static SnapshotJson many(int count) {
        SnapshotJson json = new SnapshotJson();
        for (int i = 0; i < count; i++) {
            json.model("wh", "raw", "table_" + i);
        }
        return json.model("wh", "small", "one");
    }

    @Test
    void isSpreadOverInterfacesAndUsedLikeAnyOther() {
        TestProject project = TestProject.warehouse(folder, many(MANY)).options("-Xdoclint:all,-missing").source("app/Use.java", """
                package app;

                import static acme.WarehouseAssets.Wh.Raw.TABLE_7;

                import acme.WarehouseAssets;
                import dev.rockyjava.asset.TransformationAsset;

                public final class Use {
                    private Use() {}
                    static final TransformationAsset A = TABLE_7;
                    public static Object same() {
                        return A == WarehouseAssets.Wh.Raw.TABLE_7;
                    }
                }
                """);
        TestProject.Result result = project.compile().clean();
        assertThat(shards(result.outputs())).hasSizeGreaterThan(1);
        assertThat(result.call("app.Use", "same")).isEqualTo(true);
        assertThat(result.definitions("acme.WarehouseDefinitions"))
                .isEqualTo(RockyComponent.create().buildDefsFromState(project.snapshotFile()));
        assertThat(Constants.of(result, "acme.WarehouseAssets"))
                .hasSize(MANY + 1)
                .containsValue(AssetKey.of("wh", "raw", "table_2299"));
    }

    private static List<String> shards(SortedMap<String, String> outputs) {
        return outputs.keySet().stream().filter(path -> path.contains("Shard")).toList();
    }

    @Test
    void oneMoreAssetChangesOneInterfaceOfEachTree() {
        assertThat(changed(many(MANY), many(MANY).model("wh", "raw", "new_one")))
                .hasSize(3)
                .anyMatch(path -> path.contains("Shard"))
                .contains("acme/WarehouseDefinitions.rocky");
    }

    /** Another spelling of the schema sorts first, shares the class and must not move what is there. */
    @Test
    void anotherSpellingOfTheNamespaceMovesNothing() {
        assertThat(changed(many(MANY), many(MANY).model("wh", "RAW", "new_one")))
                .filteredOn(path -> path.contains("Shard"))
                .hasSize(2);
    }

    private List<String> changed(SnapshotJson before, SnapshotJson after) {
        SortedMap<String, String> old = TestProject.warehouse(folder, before).compile().clean().outputs();
        SortedMap<String, String> now = TestProject.warehouse(folder, after).compile().clean().outputs();
        assertThat(now.keySet()).isEqualTo(old.keySet());
        return now.keySet().stream().filter(path -> !now.get(path).equals(old.get(path))).toList();
    }

    /** The texts of these two names have one hash code. */
    @Test
    void twoBigNamespacesKeepApart() {
        SnapshotJson json = new SnapshotJson();
        for (int i = 0; i < 2001; i++) {
            json.model("transformation:a" + i, "a" + i, "wh", "AaC", "t" + i);
            json.model("transformation:b" + i, "b" + i, "wh", "BBC", "t" + i);
        }
        assertThat("AaC").hasSameHashCodeAs("BBC");
        TestProject.Result result = TestProject.warehouse(folder, json).compile().clean();
        assertThat(Constants.of(result, "acme.WarehouseAssets")).hasSize(4002);
    }
}
