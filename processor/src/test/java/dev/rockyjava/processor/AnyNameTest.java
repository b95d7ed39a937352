package dev.rockyjava.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Column;
import dev.rockyjava.asset.Definitions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever an asset is called: it compiles, means the same at run time, and stays data. */
class AnyNameTest {

    private static final String EVIL = "static { System.setProperty(\"rocky.evil\", \"yes\"); }";

    @TempDir
    Path folder;

    static Stream<String> names() {
        return Stream.of(
                // words of the language and of the generated code
                "class", "int", "null", "true", "_", "record", "var", "yield", "sealed", "permits", "when", "module",
                "String", "Object", "Override", "SuppressWarnings", "LocalDate", "java", "dev", "acme", "Warehouse",
                "WarehouseAssets", "warehouse_assets", "WarehouseDefinitions", "Definitions", "TransformationAsset",
                "SeedAsset", "Column", "Keys",
                "KEY", "KEYS", "key", "get", "Holder", "DEFINITIONS", "WarehouseAssetsShard",
                "AssetKey", "RockyGenerated", "ALL", "seed", "source", "Enum", "Class", "Deprecated",
                // forms
                "", " ", "1st", "2024-01", "playground (load)", "a.b.c", "a/b", "/", "a\\b", "\\", "$", "$L $S $T $$ $>",
                "__", "_a_", "%s %d", "a-b", "I", "iI", "ABC", "aB",
                // what could end a literal or a comment
                "\"", "'", "\"; " + EVIL + " //", "*/", "*/ " + EVIL + " /*", "/**", "//", "{@code", "{@link Foo}", "}",
                "@param x", "<b>", "</ul>", "<script>alert(1)</script>", "&amp;", "&", "\\u002a/", "\\u002a\\u002f " + EVIL,
                "\\uuuu002a/", "\\u", "\\\\u0022", "\\\u00e9", "\\u000a" + EVIL, "\"\"\"",
                // what can't be seen, or isn't ASCII
                "a\nb", "a\rb", "\r\n", "\n" + EVIL, "\u0000", "a\u0000b", "\u0085", "\u2028", "\u007f", "\t", "\f", "\u001a",
                "\u202e\u2066txt", "\u200b", "\ufeff", "größe", "日本", "😀", "e\u0301", "ﬁ", "ℌ", "①", "İ", "ı", "ß", "ſ",
                "\ufffe", "x".repeat(400), "日".repeat(80), "a😀".repeat(200), "\u0345", "\u03b1\u0345", "K");
    }

    @ParameterizedTest
    @MethodSource("names")
    void compilesAndMeansTheSame(String name) {
        System.clearProperty("rocky.evil");
        TestProject project = TestProject.warehouse(folder, SnapshotJson.named(name)).options("-Xdoclint:all,-missing");
        TestProject.Result result = project.compile().clean();

        assertThat(result.outputs()).allSatisfy((path, text) -> {
            if (path.endsWith(".java")) {
                assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(text)).isTrue();
                assertThat(text.chars().filter(c -> c < ' ' || c == 0x7f)).containsOnly((int) '\n');
            }
        });
        Definitions definitions = result.definitions("acme.WarehouseDefinitions");
        assertThat(definitions).isEqualTo(RockyComponent.create().buildDefsFromState(project.snapshotFile()));
        assertThat(definitions.keys()).contains(AssetKey.of(name, name, name), AssetKey.of("seed", name));
        assertThat(Constants.of(result, "acme.WarehouseAssets").values())
                .containsExactlyInAnyOrderElementsOf(definitions.keys());
        assertThat(Constants.all(result, "acme.WarehouseAssets", Column.class).values())
                .containsExactly(Column.of(AssetKey.of(name, name, name).toString(), name));
        assertThat(System.getProperty("rocky.evil")).isNull();
    }

    /** With a constant, a text and a column each; a prefix of one that is an asset too. */
    @Test
    void keysOfOneAndOfThirtySegments() {
        String thirty = "a_long_segment/".repeat(29) + "leaf";
        TestProject project = new TestProject(folder)
                .snapshot(new SnapshotJson()
                        .model("wh", "s", "one")
                        .model("wh", "s", "thirty")
                        .model("wh", "s", "prefix")
                        .column("x", "id", "one", "id")
                        .column("x", "id", "thirty", "id")
                        .column("x", "id", "prefix", "id"))
                .source("acme/Warehouse.java", """
                        package acme;

                        @dev.rockyjava.annotation.RockyAssets(snapshot = "rocky/snapshot.json", translation = {"rename:",
                            "  'transformation:one': single",
                            "  'transformation:thirty': %s",
                            "  'transformation:prefix': %s"})
                        interface Warehouse {}
                        """.formatted(thirty, thirty.substring(0, thirty.lastIndexOf('/'))));
        TestProject.Result result = project.compile().clean();
        assertThat(Constants.of(result, "acme.WarehouseAssets"))
                .containsValue(AssetKey.of("single"))
                .containsValue(AssetKey.parse(thirty))
                .hasSize(3);
        assertThat(Constants.texts(result, "acme.WarehouseAssets"))
                .containsAllEntriesOf(Constants.of(result, "acme.WarehouseAssets"))
                .hasSize(6);
        assertThat(Constants.all(result, "acme.WarehouseAssets", Column.class)).hasSize(3);
    }

    /** A name of the generated code's own, in a folder without packages, and beside types of the same names. */
    @Test
    void typesOfTheUserDoNotGetInTheWay() {
        TestProject project = TestProject.warehouse(folder, SnapshotJson.named("String"));
        for (String type : new String[] {"String", "Object", "TransformationAsset", "Definitions", "SuppressWarnings"}) {
            project.source("acme/" + type + ".java", "package acme;\n\nfinal class " + type + " {\n    private " + type
                    + "() {}\n}\n");
        }
        project.compile().clean();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "\\udc00", "a\\ud800b", "\\udc00\\ud800"})
    void halfACharacterIsNoText(String name) {
        String json = new SnapshotJson().model("wh", "s", "NAME").toString().replace("NAME", name);
        String error = TestProject.warehouse(folder, json).compile().onlyError().getMessage(null);
        assertThat(error).startsWith("[RK103]").contains("snapshot.json:1:");
    }

    /** javac had reported the generated code: "constant string too long". */
    @ParameterizedTest
    @ValueSource(strings = {"x", "\u65e5"})
    void aNameThatNoConstantHoldsIsReported(String letter) {
        String error = TestProject.warehouse(folder, SnapshotJson.named(letter.repeat(22_000 / letter.getBytes(StandardCharsets.UTF_8).length)))
                .compile()
                .errors()
                .get(0);
        assertThat(error).startsWith("[RK220]").contains("snapshot.json:1:", "fit into a constant").hasSizeLessThan(1_000);
    }
}
