package dev.rockyjava.internal.snapshot.definitions;

import static dev.rockyjava.internal.snapshot.DiscoverSnapshots.ALL;
import static dev.rockyjava.internal.snapshot.DiscoverSnapshots.compile;
import static dev.rockyjava.internal.snapshot.DiscoverSnapshots.discover;
import static dev.rockyjava.internal.snapshot.DiscoverSnapshots.model;
import static dev.rockyjava.internal.snapshot.DiscoverSnapshots.snapshot;
import static dev.rockyjava.internal.snapshot.DiscoverSnapshots.source;
import static dev.rockyjava.internal.snapshot.Snapshots.ofNodes;
import static dev.rockyjava.internal.snapshot.Snapshots.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.internal.snapshot.Snapshots;
import dev.rockyjava.internal.snapshot.read.Snapshot;
import dev.rockyjava.snapshot.Problem;
import dev.rockyjava.snapshot.ProblemId;
import dev.rockyjava.snapshot.SnapshotException;
import dev.rockyjava.translate.DagNode;
import dev.rockyjava.translate.ModelDetail;
import dev.rockyjava.translate.RockyTranslator;
import dev.rockyjava.translate.SourceInfo;
import dev.rockyjava.translate.TableInfo;
import dev.rockyjava.translate.Translation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A translator is anybody's code: what it says counts, and what it does wrong is told. */
class AnyTranslatorTest {

    private static final String DISCOVERED = snapshot(
            discover(source("a", "eu", "t"), ""), compile(model("m")), "'rocky_java':{'lineage':{},'contracts':{}}");

    @Test
    void itsDependenciesCountAndUnknownOnesAreTold() {
        RockyTranslator translator = new RockyTranslator() {
            @Override
            public List<AssetKey> getModelAssetDeps(ModelDetail model) {
                return List.of(AssetKey.of("duckdb", "eu", "t"), AssetKey.of("nowhere"));
            }

            @Override
            public List<AssetKey> getAssetDeps(SourceInfo source, TableInfo table) {
                return List.of(AssetKey.of("outside"));
            }
        };
        var result = DefinitionsBuilder.build(read(DISCOVERED), translator, ALL);

        assertThat(result.definitions().get(AssetKey.of("w", "s", "m")).upstreamKeys())
                .containsExactly(AssetKey.of("duckdb", "eu", "t"));
        assertThat(result.definitions().get(AssetKey.of("duckdb", "eu", "t")).metadata())
                .containsEntry("rocky/upstream_keys", "outside");
        assertThat(result.warnings())
                .extracting(Problem::id)
                .containsExactly(ProblemId.UNKNOWN_TRANSLATED_DEPENDENCY, ProblemId.UNKNOWN_TRANSLATED_DEPENDENCY);
    }

    @Test
    void whatItThrowsNamesItAndTheNode() {
        RockyTranslator translator = new RockyTranslator() {
            @Override
            public String getDagGroupName(DagNode node) {
                throw new IllegalStateException("no group");
            }
        };
        Snapshot snapshot = read(ofNodes(Snapshots.model("m")));
        SnapshotException e =
                catchThrowableOfType(SnapshotException.class, () -> DefinitionsBuilder.build(snapshot, translator));

        assertThat(e).hasMessage("[RK120] s.json:1:41: /dag/nodes/0: the translator " + translator.getClass().getName()
                + " threw java.lang.IllegalStateException: no group for transformation:m; fix it: every method must return a value"
                + " for every node");
        assertThat(DefinitionsBuilder.namesOnly(snapshot, translator).keys()).hasSize(1);
    }

    @Test
    void aPlaceholderThatNoSourceHasIsToldOnce() {
        RockyTranslator translator = Translation.of(Map.of("key", "{shopp}/{table}")).over(new RockyTranslator());
        Snapshot snapshot = read(snapshot(discover(source("a", "eu", "t", "u") + "," + source("b", "uk", "t"), "")));
        SnapshotException e =
                catchThrowableOfType(SnapshotException.class, () -> DefinitionsBuilder.build(snapshot, translator, ALL));

        assertThat(e).hasMessage("[RK213] the configuration: translation: the placeholder {shopp} of '{shopp}/{table}' is not known;"
                + " did you mean shop?");
    }

    @Test
    void aRenameOfNothingIsAWarningWithTheNearest() {
        RockyTranslator translator = Translation.of(Map.of("rename", Map.of("table:a.tt", "x"))).over(new RockyTranslator());

        assertThat(DefinitionsBuilder.build(read(DISCOVERED), translator, ALL).warnings())
                .singleElement()
                .satisfies(problem -> assertThat(problem.text("s"))
                        .isEqualTo("[RK124] s: the translation renames the node table:a.tt, which the snapshot doesn't have;"
                                + " did you mean table:a.t?"));
    }
}
