package dev.rockyjava.internal.snapshot.definitions;

import static dev.rockyjava.asset.Dependency.Origin.COLUMN_LINEAGE;
import static dev.rockyjava.asset.Dependency.Origin.DECLARED;
import static dev.rockyjava.asset.Dependency.Origin.PHYSICAL_TARGET;
import static dev.rockyjava.internal.snapshot.Snapshots.build;
import static dev.rockyjava.internal.snapshot.Snapshots.lineage;
import static dev.rockyjava.internal.snapshot.Snapshots.model;
import static dev.rockyjava.internal.snapshot.Snapshots.modelOn;
import static dev.rockyjava.internal.snapshot.Snapshots.ofNodes;
import static dev.rockyjava.internal.snapshot.Snapshots.unusable;
import static dev.rockyjava.internal.snapshot.Snapshots.withDag;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.ColumnSource;
import dev.rockyjava.asset.Dependency;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an asset depends on, and how that is known. */
class UpstreamTest {

    private static final String SEED =
            "{'id':'seed:countries','kind':'seed','label':'countries','target':{'catalog':'','schema':'','table':'lands'}}";

    @Test
    void declaredEdgesComeFromNodesAndFromTheListOfEdges() {
        var result = build(withDag("'nodes':[" + model("a") + "," + model("b") + "," + modelOn("c", "transformation:a")
                + "],'edges':[{'from':'transformation:a','to':'transformation:c','edge_type':'data'},"
                + "{'from':'transformation:b','to':'transformation:c','edge_type':'governance'},"
                + "{'from':'transformation:b','to':'transformation:c','edge_type':'data'}]"));

        assertThat(upstream(result, "c")).containsExactly(declared("a"), declared("b"));
        assertThat(upstream(result, "a")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            base               | COLUMN_LINEAGE
            BASE               | COLUMN_LINEAGE
            \\"base\\"         | COLUMN_LINEAGE
            s.base             | PHYSICAL_TARGET
            w.s.base           | PHYSICAL_TARGET
            W.S.Base           | PHYSICAL_TARGET
            \\"w\\".\\"s\\".\\"base\\" | PHYSICAL_TARGET
            `w`.s.`base`       | PHYSICAL_TARGET
            [w].[s].[base]     | PHYSICAL_TARGET
            """)
    void sqlMayCallATableByAnyOfItsNames(String name, Dependency.Origin origin) {
        // The engine's lineage has each of these as it stands in the SQL.
        var result = build(withLineage(lineage(name, "x", "top", "y"), model("base"), model("top")));

        assertThat(upstream(result, "top")).containsExactly(new Dependency(key("base"), origin));
        assertThat(spec(result, "top").columnLineage().get("y"))
                .containsExactly(new ColumnSource(key("base"), "x", "direct"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(subquery)", "cte", "other.s.base", "x.base", "w.s.base.more", "", ".", "w.s.", "raw.t"})
    void aNameOutsideTheGraphMeansNothing(String name) {
        var result = build(withLineage(lineage(name, "x", "top", "y"), model("base"), model("top")));

        assertThat(upstream(result, "top")).isEmpty();
        assertThat(spec(result, "top").columnLineage()).isEmpty();
        assertThat(result.warnings()).isEmpty();
    }

    @Test
    void lineageIntoSomethingUnknownIsIgnored() {
        var result = build(withLineage(lineage("base", "x", "cte", "y"), model("base"), model("top")));

        assertThat(upstream(result, "top")).isEmpty();
    }

    @Test
    void aSeedIsCalledByItsNameOrByItsTable() {
        var seed = new Dependency(AssetKey.of("seed", "countries"), COLUMN_LINEAGE);
        assertThat(upstream(build(withLineage(lineage("countries", "x", "top", "y"), SEED, model("top"))), "top"))
                .containsExactly(seed);
        assertThat(upstream(build(withLineage(lineage("lands", "x", "top", "y"), SEED, model("top"))), "top"))
                .containsExactly(new Dependency(seed.key(), PHYSICAL_TARGET));
    }

    @Test
    void aModelWinsOverASeedOfTheSameName() {
        var result = build(withLineage(lineage("countries", "x", "top", "y"), SEED, model("countries"), model("top")));

        assertThat(upstream(result, "top")).containsExactly(new Dependency(key("countries"), COLUMN_LINEAGE));
    }

    @Test
    void theSameLettersWinOverTheSameWord() {
        var result = build(withLineage(lineage("Base", "x", "top", "y"), model("base"), model("Base"), model("top")));

        assertThat(upstream(result, "top")).containsExactly(new Dependency(key("Base"), COLUMN_LINEAGE));
    }

    @Test
    void aShortNameOfTwoTablesMeansBoth() {
        // Rather one edge too many than a model that runs before what it reads.
        String other = model("b2").replace("'w'", "'v'").replace("'table':'b2'", "'table':'base'");
        String elsewhere = model("top").replace("'w'", "'u'");
        var result = build(withLineage(lineage("s.base", "x", "top", "y"), model("base"), other, elsewhere));

        assertThat(result.definitions().get(AssetKey.of("u", "s", "top")).upstreamKeys())
                .extracting(AssetKey::toString)
                .containsExactly("v/s/base", "w/s/base");
    }

    @Test
    void aShortNameIsATableOfTheModelsOwnCatalogIfThereIsOne() {
        String other = model("b2").replace("'w'", "'v'").replace("'table':'b2'", "'table':'base'");
        var result = build(withLineage(lineage("s.base", "x", "top", "y"), model("base"), other, model("top")));

        assertThat(upstream(result, "top")).containsExactly(new Dependency(key("base"), PHYSICAL_TARGET));
    }

    @Test
    void aModelThatReadsItselfDoesNotDependOnItself() {
        var result = build(withLineage(
                lineage("top", "x", "top", "x") + "," + lineage("w.s.top", "y", "top", "y"), model("top")));

        assertThat(upstream(result, "top")).isEmpty();
        assertThat(result.warnings()).isEmpty();
    }

    @Test
    void aDeclaredEdgeWinsAndTheBetterReasonOfTwo() {
        String edges = lineage("w.s.a", "x", "top", "y") + "," + lineage("w.s.b", "x", "top", "y") + ","
                + lineage("b", "x", "top", "z");
        var result = build(withLineage(edges, model("a"), model("b"), modelOn("top", "transformation:a")));

        assertThat(upstream(result, "top")).containsExactly(declared("a"), new Dependency(key("b"), COLUMN_LINEAGE));
    }

    @Test
    void aDerivedEdgeThatWouldMakeACircleIsDroppedAndTheRestKept() {
        String edges = lineage("c", "x", "a", "y") + "," + lineage("d", "x", "a", "y") + "," + lineage("b", "x", "d", "y");
        var result = build(withLineage(
                edges, model("a"), modelOn("b", "transformation:a"), modelOn("c", "transformation:b"), model("d")));

        // a <- b <- c is declared; b -> d and d -> a are not both possible, and c -> a never.
        assertThat(result.definitions().graph().cycles()).isEmpty();
        assertThat(upstream(result, "b")).containsExactly(declared("a"));
        assertThat(upstream(result, "a")).containsExactly(new Dependency(key("d"), COLUMN_LINEAGE));
        assertThat(upstream(result, "d")).isEmpty();
        assertThat(result.warnings())
                .extracting(p -> p.text("s").replaceAll(":[0-9]+:[0-9]+", ""))
                .containsExactly(
                        "[RK115] s: /dag/nodes/0: the edge from transformation:c to transformation:a, derived from"
                                + " column lineage, is left out: together with the other dependencies it would create a cycle",
                        "[RK115] s: /dag/nodes/3: the edge from transformation:b to transformation:d, derived from"
                                + " column lineage, is left out: together with the other dependencies it would create a cycle");
        assertThat(spec(result, "a").columnLineage().get("y")).hasSize(2);
    }

    @Test
    void aDeclaredCircleIsRefusedWithItsMembers() {
        String json = ofNodes(
                modelOn("a", "transformation:b"), modelOn("b", "transformation:c"), modelOn("c", "transformation:a"),
                modelOn("d", "transformation:a"));

        assertThat(unusable(json))
                .hasMessageStartingWith("[RK112] s.json:1:41: /dag/nodes/0: these nodes depend on one another in a cycle:"
                        + " transformation:a, transformation:b, transformation:c; take one depends_on out");
        assertThat(unusable(ofNodes(modelOn("a", "transformation:a")))).hasMessageContaining("in a cycle: transformation:a;");
    }

    @Test
    void aTestIsUpstreamOfNothingEvenWithATable() {
        String test = "{'id':'test:t','kind':'test','label':'base','target':{'catalog':'w','schema':'s','table':'base'}}";
        var result = build(withLineage(lineage("w.s.base", "x", "top", "y"), test, model("top")));

        assertThat(upstream(result, "top")).isEmpty();
    }

    private static String withLineage(String edges, String... nodes) {
        return withDag("'nodes':[" + String.join(",", nodes) + "],'column_lineage':[" + edges + "]");
    }

    private static AssetKey key(String model) {
        return AssetKey.of("w", "s", model);
    }

    private static Dependency declared(String model) {
        return new Dependency(key(model), DECLARED);
    }

    private static AssetSpec spec(DefinitionsBuilder.Result result, String model) {
        return result.definitions().get(key(model));
    }

    private static List<Dependency> upstream(DefinitionsBuilder.Result result, String model) {
        return spec(result, model).dependencies();
    }
}
