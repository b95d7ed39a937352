package dev.rockyjava.asset.diff;

import static dev.rockyjava.asset.Specs.builder;
import static dev.rockyjava.asset.Specs.definitions;
import static dev.rockyjava.asset.Specs.keys;
import static dev.rockyjava.asset.Specs.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.CheckSpec;
import dev.rockyjava.asset.ColumnSource;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.Dependency.Origin;
import dev.rockyjava.asset.FreshnessPolicy;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.SourceFilter;
import dev.rockyjava.asset.Stated;
import dev.rockyjava.asset.Target;
import dev.rockyjava.asset.VolatileMetadata;
import dev.rockyjava.asset.partition.Grain;
import dev.rockyjava.asset.partition.PartitionsDefinition;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DefinitionsDiffTest {

    @Test
    void equalDefinitionsHaveNoDifference() {
        DefinitionsDiff diff = DefinitionsDiff.between(
                definitions(spec("a"), spec("b", "a")), definitions(spec("b", "a"), spec("a")));
        assertThat(diff.isEmpty()).isTrue();
        assertThat(diff.text()).isEqualTo("no difference\n");
    }

    @Test
    void tellsAddedRemovedAndChangedApartAndSortsThem() {
        Definitions before = definitions(spec("a"), spec("x2"), spec("x1"), builder("m", "a").strategy("view").build());
        Definitions after = definitions(
                spec("a"), spec("b9"), spec("b10"), builder("m", "a", "b9").strategy("merge").build());

        DefinitionsDiff diff = DefinitionsDiff.between(before, after);

        assertThat(diff.added()).isEqualTo(keys("b10", "b9"));
        assertThat(diff.removed()).isEqualTo(keys("x1", "x2"));
        assertThat(diff.text()).isEqualTo("""
                2 added, 2 removed, 1 changed
                  + b10
                  + b9
                  - x1
                  - x2
                  ~ m: strategy view -> merge; dependencies +b9
                """);
    }

    @Test
    void namesEveryMemberThatCanDiffer() {
        AssetSpec plain = builder("m").build();
        AssetSpec rich = AssetSpec.builder(plain.key(), "seed:m", NodeKind.SEED, "label", "group")
                .table(true)
                .pipeline("p")
                .target(new Target("c", "s", "t"))
                .strategy("merge")
                .tags(Map.of("k", "v"))
                .kinds(List.of("sql"))
                .freshness(new FreshnessPolicy(Duration.ofHours(1), Optional.of("ts"), Optional.of("error")))
                .partitions(new PartitionsDefinition(Grain.DAY, Optional.of("2026-01-01")))
                .dependency(AssetKey.of("a"), Origin.COLUMN_LINEAGE)
                .readsKnown(false)
                .sourceFilters(List.of(new SourceFilter("id=1")))
                .columnSource("x", new ColumnSource(AssetKey.of("a"), "y", "cast"))
                .metadata(Map.of("owner", "me"))
                .owners(List.of("team:x"))
                .description("all of it")
                .stated(new Stated(
                        new TreeMap<>(Map.of("unique_key", "[\"id\"]")), new TreeMap<>(Map.of("dag.retention", "30")),
                        new TreeMap<>(Map.of("models/m.sql", "0f")), 7))
                .build();

        List<String> told =
                SpecDifferences.between(plain, rich).stream().map(Object::toString).toList();

        assertThat(told).containsExactly(
                "node transformation:m -> seed:m",
                "kind transformation -> seed",
                "stands for +one table",
                "label m -> label",
                "pipeline +p",
                "target +c.s.t",
                "strategy +merge",
                "strategy parameters +unique_key=[\"id\"]",
                "group marts -> group",
                "tags +k=v",
                "kinds +sql",
                "owners +team:x",
                "text +all of it",
                "freshness +1 h of ts (error)",
                "partitions +daily from 2026-01-01",
                "dependencies +a (derived)",
                "reads +unknown",
                "sources +id=1",
                "columns +x from a.y (cast)",
                "metadata +owner=me",
                "files +models/m.sql=0f",
                "other members +dag.retention=30");
        // A member that is new here needs a line above, and one in SpecDifferences.
        Set<String> derived = Set.of("key", "upstreamKeys", "writes", "reads", "hashCode", "toString");
        assertThat(Stated.class.getRecordComponents()).hasSize(4);
        assertThat(AssetSpec.class.getDeclaredMethods())
                .filteredOn(method -> Modifier.isPublic(method.getModifiers()) && method.getParameterCount() == 0)
                .extracting(Method::getName)
                .filteredOn(name -> !derived.contains(name))
                .hasSize(told.size() - 2);
    }

    @Test
    void saysThatTheSnapshotStatesSomethingElse() {
        Definitions before = Definitions.of(List.of(builder("m").build()), List.of(), new TreeMap<>(Map.of("dag.version", "1")));
        AssetSpec other = builder("m").stated(new Stated(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), 7)).build();
        Definitions after = Definitions.of(List.of(other), List.of(), new TreeMap<>(Map.of("discover.checks", "#a")));

        assertThat(DefinitionsDiff.between(before, after).text()).isEqualTo("""
                1 changed, 2 differences outside of assets
                  ~ m: parts of the snapshot that this version has no name for, by digest #0 -> #7
                  * dag.version -1
                  * discover.checks +#a
                """);
        assertThat(DefinitionsDiff.between(before, before).isEmpty()).isTrue();
    }

    @Test
    void leavesOutWhatRunsAndSyncsHaveDone() {
        Definitions before = definitions(builder("m").metadata(Map.of(VolatileMetadata.LAST_SYNC_AT, "1")).build());
        Definitions after = definitions(builder("m").metadata(Map.of(VolatileMetadata.LAST_SYNC_AT, "2")).build());
        assertThat(DefinitionsDiff.between(before, after).isEmpty()).isTrue();
        assertThat(before).isNotEqualTo(after);
    }

    @Test
    void offersTheNewNameOfARenamedAsset() {
        Target table = new Target("wh", "marts", "revenue");
        Definitions before = definitions(builder("fct_revenue").target(table).build(), spec("r", "fct_revenue"));
        Definitions after = definitions(builder("revenue").target(table).build(), spec("r", "revenue"));

        DefinitionsDiff diff = DefinitionsDiff.between(before, after);

        assertThat(diff.renamed())
                .containsExactly(new Renaming(AssetKey.of("fct_revenue"), AssetKey.of("revenue"), "the same table"));
        assertThat(diff.text())
                .contains("  ? fct_revenue is perhaps revenue now: the same table\n")
                .contains("  ~ r: dependencies fct_revenue -> revenue\n");
    }

    @Test
    void knowsAMovedModelByItsNameAndARewrittenOneByItsColumns() {
        ColumnSource source = new ColumnSource(AssetKey.of("a"), "y", "direct");
        Definitions before = definitions(spec("a"), spec("old/m"), builder("p").columnSource("x", source).build());
        Definitions after = definitions(spec("a"), spec("new/m"), builder("q").columnSource("x", source).build());

        assertThat(DefinitionsDiff.between(before, after).renamed())
                .extracting(Renaming::toString)
                .containsExactly(
                        "old/m is perhaps new/m now: the same name",
                        "p is perhaps q now: columns made of the same columns");
    }

    @Test
    void guessesNothingWhereSeveralFit() {
        Definitions before = definitions(spec("old/m"));
        Definitions after = definitions(spec("new/m"), spec("newer/m"));
        assertThat(DefinitionsDiff.between(before, after).renamed()).isEmpty();
    }

    @Test
    void comparesChecks() {
        CheckSpec check = new CheckSpec(AssetKey.of("a"), "not_null", "test:a::not_null");
        Definitions with = Definitions.of(List.of(spec("a")), List.of(check));
        Definitions without = definitions(spec("a"));

        assertThat(DefinitionsDiff.between(without, with).text())
                .isEqualTo("1 check added\n  + check not_null on a\n");
        assertThat(DefinitionsDiff.between(with, without).text())
                .isEqualTo("1 check removed\n  - check not_null on a\n");
    }

    @Test
    void namesOfFilesCantControlATerminal() {
        DefinitionsDiff diff = DefinitionsDiff.between(Definitions.empty(), definitions(spec("a\u001b[2J\nb")));
        assertThat(diff.text()).isEqualTo("1 added\n  + a [2J b\n");
    }
}
