package dev.rockyjava.internal.snapshot.definitions;

import static dev.rockyjava.internal.snapshot.DiscoverSnapshots.ALL;
import static dev.rockyjava.internal.snapshot.DiscoverSnapshots.TABLES;
import static dev.rockyjava.internal.snapshot.DiscoverSnapshots.compile;
import static dev.rockyjava.internal.snapshot.DiscoverSnapshots.definitions;
import static dev.rockyjava.internal.snapshot.DiscoverSnapshots.discover;
import static dev.rockyjava.internal.snapshot.DiscoverSnapshots.model;
import static dev.rockyjava.internal.snapshot.DiscoverSnapshots.snapshot;
import static dev.rockyjava.internal.snapshot.DiscoverSnapshots.source;
import static dev.rockyjava.internal.snapshot.Snapshots.quoted;
import static dev.rockyjava.internal.snapshot.Snapshots.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.CheckSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.compile.CompileDiagnostic;
import dev.rockyjava.asset.compile.ContractReport;
import dev.rockyjava.internal.snapshot.Snapshots;
import dev.rockyjava.internal.snapshot.definitions.BuildOptions.Switch;
import dev.rockyjava.internal.snapshot.read.ContractChecks;
import dev.rockyjava.translate.RockyTranslator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each switch on and off; {@code SameAsPeerDiscoverTest} compares with the peer. */
class DeclaredChecksTest {

    private static final AssetKey ORDERS = AssetKey.of("duckdb", "eu", "orders");
    private static final String CHECKS = ",'checks':{'freshness':{'threshold_seconds':60},'configured_checks':{'orders':["
            + "{'name':'null_rate:amount','kind':'null_rate'},"
            + "{'name':'cross_source_overlap:duckdb.orders','kind':'cross_source_overlap','candidate':true},"
            + "{'name':'cross_source_overlap:pg.orders','kind':'cross_source_overlap','candidate':true}]}}";
    private static final String CONTRACTS = "'rocky_java':{'contracts':{'fct':['contract_required_columns']},'lineage':{}}";

    @TempDir
    Path folder = Path.of("");

    private static List<String> names(Definitions definitions, AssetKey key) {
        return definitions.checks().stream().filter(check -> check.asset().equals(key)).map(CheckSpec::name).toList();
    }

    @Test
    void aTableHasTheDefaultsAndWhatIsSwitchedOn() {
        String plain = snapshot(discover(source("a", "eu", "orders"), ""));
        String full = snapshot(discover(source("a", "eu", "orders"), CHECKS));

        assertThat(names(definitions(plain, TABLES), ORDERS)).containsExactly("column_match", "row_count", "row_count_anomaly");
        assertThat(names(definitions(full, TABLES), ORDERS))
                .containsExactly("column_match", "freshness", "row_count", "row_count_anomaly");
        assertThat(names(definitions(full, ALL), ORDERS))
                .contains("compliance_exception", "null_rate_amount", "cross_source_overlap_duckdb_orders")
                .doesNotContain("cross_source_overlap_pg_orders")
                .hasSize(7);
    }

    @Test
    void aModelHasItsContractInEitherMode() {
        AssetKey fct = AssetKey.of("w", "s", "fct");
        String discovered = snapshot(discover("", ""), compile(model("fct"), model("other")), CONTRACTS);
        assertThat(definitions(discovered, ALL).checks())
                .extracting(CheckSpec::name)
                .containsExactly("compliance_exception", "contract_required_columns", "compliance_exception");

        String graph = quoted("{'dag_status':'success','dag':{'nodes':[" + Snapshots.model("fct") + "," + Snapshots.model("o")
                + "]}," + CONTRACTS + "}");
        assertThat(Snapshots.definitions(graph).checks())
                .containsExactly(CheckSpec.withoutNode(
                        fct,
                        "contract_required_columns",
                        Optional.of(new ContractReport(ContractReport.State.NOT_COMPILED, List.of()))));
        BuildOptions compliance = BuildOptions.with(Switch.DAG_MODE, Switch.OPTIMIZE_METADATA, Switch.COMPLIANCE, Switch.CONTRACTS);
        assertThat(DefinitionsBuilder.build(read(graph), new RockyTranslator(), compliance).definitions().checks())
                .hasSize(3);
    }

    @Test
    void aContractHasWhatTheCompilerSaidOfIt() {
        String found = diagnostic("Error", "E010", "fct", "column id missing") + ","
                + diagnostic("Error", "E012", "fct", "id is nullable") + ","
                + diagnostic("Error", "E010", "other", "not this model") + ","
                + diagnostic("Warning", "W001", "fct", "no contract");
        assertThat(report(found)).isEqualTo(new ContractReport(
                ContractReport.State.COMPARED,
                List.of(new CompileDiagnostic(
                        "Error", "E010", "fct", "column id missing", Optional.of("models/fct.sql:3:1")))));
        assertThat(report(diagnostic("Warning", "W011", "fct", "no such model")).state())
                .isEqualTo(ContractReport.State.MODEL_NOT_FOUND);
        assertThat(report("")).isEqualTo(new ContractReport(ContractReport.State.COMPARED, List.of()));
    }

    private static ContractReport report(String diagnostics) {
        String graph = quoted("{'dag_status':'success','dag':{'nodes':[" + Snapshots.model("fct") + "]},"
                + "'compile':{'diagnostics':[" + diagnostics + "],'models_detail':[]}," + CONTRACTS + "}");
        return Snapshots.definitions(graph).checks().first().contract().orElseThrow();
    }

    private static String diagnostic(String severity, String code, String model, String message) {
        return "{'severity':'" + severity + "','code':'" + code + "','message':'" + message + "','model':'" + model
                + "','span':{'file':'models/fct.sql','line':3,'col':1},'suggestion':null}";
    }

    @Test
    void adviceIsMetadataUnlessItIsSwitchedOff() {
        String advice = "'optimize':{'recommendations':[{'model_name':'m','current_strategy':'table',"
                + "'recommended_strategy':'view','reasoning':'small','estimated_monthly_savings':1.50}]}";
        String graph = quoted("{'dag_status':'success','dag':{'nodes':[" + Snapshots.model("m") + "]}," + advice + "}");
        AssetKey key = AssetKey.of("w", "s", "m");

        assertThat(Snapshots.definitions(graph).get(key).metadata())
                .containsAllEntriesOf(Map.of(
                        "rocky/current_strategy", "table",
                        "rocky/recommended_strategy", "view",
                        "rocky/estimated_monthly_savings", "1.50",
                        "rocky/optimize_reasoning", "small"));
        BuildOptions off = BuildOptions.with(Switch.DAG_MODE);
        assertThat(DefinitionsBuilder.build(read(graph), new RockyTranslator(), off).definitions().get(key).metadata())
                .hasSize(3);
    }

    @Test
    void contractsAreReadOfAFolder() throws IOException {
        write("a", "[rules]\nrequired = ['x']\nprotected = ['y']\nno_new_nullable = true\n");
        write("b", "[[columns]]\nname = 'x'\nnullable = false\n");
        write("c", "[[columns]]\nname = 'x'\n[rules]\nrequired = []\nno_new_nullable = false\n");
        write("", "[rules]\nrequired = ['x']\n");

        assertThat(ContractChecks.read(folder))
                .isEqualTo(Map.of(
                        "a", List.of("contract_required_columns", "contract_protected_columns", "contract_column_constraints"),
                        "b", List.of("contract_column_constraints")));
        assertThat(ContractChecks.read(folder.resolve("none"))).isEmpty();
        write("bad", "[rules");
        assertThatThrownBy(() -> ContractChecks.read(folder)).hasMessageContaining("bad.contract.toml: this is not valid TOML");
    }

    private void write(String model, String toml) throws IOException {
        Files.writeString(folder.resolve(model + ".contract.toml"), toml);
    }
}
