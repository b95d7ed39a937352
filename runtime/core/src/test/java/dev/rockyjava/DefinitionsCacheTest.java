package dev.rockyjava;

import static dev.rockyjava.internal.snapshot.Snapshots.EXAMPLE;
import static dev.rockyjava.internal.snapshot.Snapshots.model;
import static dev.rockyjava.internal.snapshot.Snapshots.modelOn;
import static dev.rockyjava.internal.snapshot.Snapshots.ofNodes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.config.Attribute;
import dev.rockyjava.config.ComponentConfig;
import dev.rockyjava.engine.QueryRequest.Dag;
import dev.rockyjava.engine.QueryRequest.Discover;
import dev.rockyjava.internal.snapshot.DiscoverSnapshots;
import dev.rockyjava.internal.snapshot.definitions.DefinitionsBuilder.Result;
import dev.rockyjava.internal.snapshot.definitions.DefinitionsCache;
import dev.rockyjava.snapshot.SnapshotException;
import dev.rockyjava.translate.DagNode;
import dev.rockyjava.translate.RockyTranslator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Definitions from a cache are those of the snapshot, with the same warnings; whatever isn't from it is built. */
class DefinitionsCacheTest {

    /** Two warnings: a node of an unknown kind, and a dependency on a node that isn't there. */
    private static final String WITH_WARNINGS =
            ofNodes(model("a"), modelOn("b", "transformation:gone"), "{'id':'x:c','kind':'x','label':'c'}");

    @TempDir
    Path project = Path.of("");

    private final List<String> warnings = new ArrayList<>();
    private Path snapshot = Path.of("");
    private Path cache = Path.of("");

    @BeforeEach
    void place() {
        snapshot = project.resolve("snapshot.json");
        cache = project.resolve("cache");
    }

    private RockyComponent component(Map<Attribute, Object> attributes) {
        ComponentConfig.Builder config = ComponentConfig.builder();
        attributes.forEach(config::set);
        return RockyComponent.of(config.build(), project).withWarnings(warnings::add);
    }

    private RockyComponent cached(Map<Attribute, Object> attributes) {
        return component(attributes).with(Optional.of(new DefinitionsCache(cache, "1.0")));
    }

    private static final Map<Attribute, Object> DAG = Map.of(Attribute.DAG_MODE, true);

    private List<Path> files() throws IOException {
        if (!Files.exists(cache)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(cache)) {
            return files.filter(file -> file.toString().endsWith(".definitions")).toList();
        }
    }

    /** Puts something into the cache that the snapshot doesn't give, so that it can be told where definitions are from. */
    private void mark(Map<Attribute, Object> attributes, String library) {
        new DefinitionsCache(cache, library)
                .get(snapshot, component(attributes).config(), () -> new Result(Definitions.empty(), List.of()));
    }

    private static boolean isMarked(Definitions definitions) {
        return definitions.specs().isEmpty();
    }

    private void assertSame(String json, Map<Attribute, Object> attributes) throws IOException {
        Files.writeString(snapshot, json);
        warnings.clear();
        Definitions built = component(attributes).buildDefsFromState(snapshot);
        List<String> said = List.copyOf(warnings);
        int before = files().size();
        for (int i = 0; i < 2; i++) {
            warnings.clear();
            Definitions found = cached(attributes).buildDefsFromState(snapshot);
            assertThat(found).isEqualTo(built).hasToString(built.toString());
            assertThat(found.specs()).containsExactlyElementsOf(built.specs());
            assertThat(found.checks()).containsExactlyElementsOf(built.checks());
            assertThat(found.otherContent()).isEqualTo(built.otherContent());
            assertThat(warnings).isEqualTo(said);
        }
        assertThat(files()).hasSize(Math.min(4, before + 1));
    }

    @Test
    void definitionsAndWarningsAreTheSame() throws IOException {
        String discovered = DiscoverSnapshots.snapshot(
                DiscoverSnapshots.discover(DiscoverSnapshots.source("a", "eu", "orders", "customers"), ""),
                DiscoverSnapshots.compile(DiscoverSnapshots.model("m", "orders")));
        Map<Attribute, Object> tables = Map.of(Attribute.SURFACE_DERIVED_MODELS, true, Attribute.SURFACE_COLUMN_LINEAGE, true);
        assertSame(WITH_WARNINGS, DAG);
        assertThat(warnings).hasSize(2).allMatch(warning -> warning.contains(snapshot + ":1:"));
        assertSame(Files.readString(EXAMPLE), DAG);
        assertSame(Files.readString(EXAMPLE), tables);
        assertSame(discovered, tables);
        assertSame(Files.readString(Path.of("../spring/src/test/project/rocky/snapshot.json")), DAG);
    }

    @Test
    void aLaterProcessFindsThem() throws IOException {
        Files.writeString(snapshot, WITH_WARNINGS);
        mark(DAG, "1.0");

        assertThat(isMarked(cached(DAG).buildDefsFromState(snapshot))).isTrue();
        assertThat(isMarked(component(DAG).buildDefsFromState(snapshot))).isFalse();
    }

    @Test
    void anotherSnapshotConfigurationOrLibraryFindsNothing() throws IOException {
        Files.writeString(snapshot, WITH_WARNINGS);
        mark(DAG, "1.0");
        mark(Map.of(Attribute.DAG_MODE, true, Attribute.TRANSLATION, Map.of("a", "b, c=d")), "1.0");

        assertThat(isMarked(component(DAG).with(Optional.of(new DefinitionsCache(cache, "1.1"))).buildDefsFromState(snapshot)))
                .isFalse();
        for (Map<Attribute, Object> other : List.<Map<Attribute, Object>>of(
                Map.of(Attribute.DAG_MODE, true, Attribute.CONTRACTS_DIR, "contracts"),
                Map.of(Attribute.DAG_MODE, true, Attribute.STRICT_BUILD, true))) {
            assertThat(isMarked(cached(other).buildDefsFromState(snapshot))).isFalse();
        }
        Files.writeString(snapshot, WITH_WARNINGS + " ");
        assertThat(isMarked(cached(DAG).buildDefsFromState(snapshot))).isFalse();
    }

    @Test
    void whereASettingStandsIsPartOfTheKeySinceWarningsNameIt() throws IOException {
        Files.writeString(snapshot, WITH_WARNINGS);
        mark(DAG, "1.0");
        ComponentConfig moved = component(DAG).config().toBuilder().place(Attribute.TRANSLATION, "defs.yaml:7:3").build();

        Definitions found = RockyComponent.of(moved, project)
                .with(Optional.of(new DefinitionsCache(cache, "1.0")))
                .buildDefsFromState(snapshot);
        assertThat(isMarked(found)).isFalse();
    }

    @Test
    void aTranslatorOfItsOwnIsAskedEachTime() throws IOException {
        Files.writeString(snapshot, WITH_WARNINGS);
        mark(DAG, "1.0");
        Map<Attribute, Object> named = Map.of(Attribute.DAG_MODE, true, Attribute.TRANSLATOR, Renaming.class.getName());
        mark(named, "1.0");

        assertThat(cached(DAG).withTranslator(new Renaming()).buildDefsFromState(snapshot).keys()).contains(AssetKey.of("my", "a"));
        assertThat(cached(named).buildDefsFromState(snapshot).keys()).contains(AssetKey.of("my", "a"));
    }

    /** A translator of a user. */
    public static final class Renaming extends RockyTranslator {
        @Override
        public AssetKey getDagNodeAssetKey(DagNode node) {
            return AssetKey.of("my", node.label());
        }
    }

    @Test
    void anyDamageOfAFileIsIgnoredAndMended() throws IOException {
        Files.writeString(snapshot, WITH_WARNINGS);
        Definitions built = component(DAG).buildDefsFromState(snapshot);
        cached(DAG).buildDefsFromState(snapshot);
        Path file = files().get(0);
        byte[] whole = Files.readAllBytes(file);
        for (int at = 0; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x41;
            Files.write(file, damaged);
            assertThat(cached(DAG).buildDefsFromState(snapshot)).isEqualTo(built);
            assertThat(file).hasBinaryContent(whole);
        }
        for (int length = 0; length < whole.length; length += 7) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(cached(DAG).buildDefsFromState(snapshot)).isEqualTo(built);
            assertThat(file).hasBinaryContent(whole);
        }
    }

    @Test
    void aFileOfAnotherKeyIsIgnored() throws IOException {
        Files.writeString(snapshot, WITH_WARNINGS);
        mark(DAG, "1.0");
        byte[] marked = Files.readAllBytes(files().get(0));
        Files.delete(files().get(0));
        cached(Map.of(Attribute.DAG_MODE, true, Attribute.CONTRACTS_DIR, "c")).buildDefsFromState(snapshot);
        Files.write(files().get(0), marked);

        assertThat(isMarked(cached(Map.of(Attribute.DAG_MODE, true, Attribute.CONTRACTS_DIR, "c")).buildDefsFromState(snapshot)))
                .isFalse();
    }

    @Test
    void whatIsRefusedIsRefusedAgain() throws IOException {
        Files.writeString(snapshot, ofNodes(model("a"), model("a", ",'strategy':{'type':'view'}")));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> cached(DAG).buildDefsFromState(snapshot))
                    .isInstanceOf(SnapshotException.class)
                    .hasMessageContaining("already used in line 1");
        }
        assertThat(files()).isEmpty();
        Files.delete(snapshot);
        assertThatThrownBy(() -> cached(DAG).buildDefsFromState(snapshot)).hasMessageContaining("there is no such file");
    }

    @Test
    void aSnapshotThatIsReplacedWhileItIsReadIsNotKept() throws IOException {
        Files.writeString(snapshot, WITH_WARNINGS);
        new DefinitionsCache(cache, "1.0").get(snapshot, component(DAG).config(), () -> {
            replace(snapshot);
            return new Result(Definitions.empty(), List.of());
        });
        assertThat(files()).isEmpty();
    }

    private static void replace(Path snapshot) {
        try {
            Files.writeString(snapshot, ofNodes(model("other")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aFolderThatCanNotBeWrittenToIsIgnored() throws IOException {
        Files.writeString(snapshot, WITH_WARNINGS);
        Files.writeString(cache, "a file");
        assertThat(cached(DAG).buildDefsFromState(snapshot)).isEqualTo(component(DAG).buildDefsFromState(snapshot));
    }

    @Test
    void theOldestFilesAreDeletedAndGitIgnoresTheFolder() throws IOException {
        for (int i = 0; i < 7; i++) {
            Files.writeString(snapshot, ofNodes(model("m" + i)));
            cached(DAG).buildDefsFromState(snapshot);
            for (Path file : files()) {
                // As if an hour had passed.
                Files.setLastModifiedTime(file, FileTime.from(Files.getLastModifiedTime(file).toInstant().minusSeconds(3600)));
            }
        }
        assertThat(files()).hasSize(4);
        mark(DAG, "1.0");
        assertThat(isMarked(cached(DAG).buildDefsFromState(snapshot))).isFalse();
        assertThat(cache.resolve(".gitignore")).hasContent("*");
    }

    @Test
    void aRefreshKeepsWhatItWrites() throws IOException {
        Files.writeString(project.resolve("rocky.toml"), "[pipeline.shop]\n");
        RockyComponent refreshing = cached(DAG).withSnapshotPath(snapshot);
        ScriptedQueries engine = new ScriptedQueries()
                .on(new Discover("shop"), "{'sources':[]}")
                .on(new Dag(), "{'command':'dag','nodes':[{'id':'seed:a','kind':'seed','label':'a'}]}");
        refreshing.previewRefresh(engine);
        assertThat(files()).isEmpty();

        Definitions written = refreshing.refresh(engine).definitions();
        assertThat(files()).hasSize(1);
        mark(DAG, "1.0");
        assertThat(files()).hasSize(1);
        assertThat(refreshing.buildDefs()).isEqualTo(written).isEqualTo(component(DAG).buildDefsFromState(snapshot));
    }

    @Test
    void aComponentHasNoneUnlessItIsAskedFor() throws IOException {
        Files.writeString(snapshot, WITH_WARNINGS);
        component(DAG).buildDefsFromState(snapshot);
        // The class files of these tests are in a folder.
        component(DAG).withDefinitionsCache(cache).buildDefsFromState(snapshot);
        assertThat(cache).doesNotExist();
    }
}
