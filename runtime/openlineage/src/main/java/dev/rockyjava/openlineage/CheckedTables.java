package dev.rockyjava.openlineage;

import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.CheckSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.openlineage.DatasetNames.Dataset;
import dev.rockyjava.run.AssetOutcome;
import dev.rockyjava.run.CheckEvaluation;
import dev.rockyjava.run.CheckStatus;
import dev.rockyjava.run.Materialization;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.DataQualityAssertionsDatasetFacetAssertions;
import io.openlineage.client.OpenLineage.DataQualityAssertionsDatasetFacetAssertionsBuilder;
import io.openlineage.client.OpenLineage.InputDataset;
import io.openlineage.client.OpenLineage.TestExecution;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/** The results of an asset's checks, by table. */
final class CheckedTables {

    private final OpenLineage events;
    private final Definitions definitions;
    private final AssetDatasets datasets;
    private final Masked masked;

    CheckedTables(OpenLineage events, Definitions definitions, AssetDatasets datasets, Masked masked) {
        this.events = events;
        this.definitions = definitions;
        this.datasets = datasets;
        this.masked = masked;
    }

    /** Returns whether a check was evaluated and failed with a severity other than a warning. */
    static boolean failed(CheckEvaluation check) {
        return check.status() == CheckStatus.FAILED && check.failedAsError();
    }

    /** Returns each checked table with the results of the checks that were evaluated. */
    List<InputDataset> assertions(AssetSpec spec, AssetOutcome outcome) {
        Map<Dataset, List<DataQualityAssertionsDatasetFacetAssertions>> byTable = new LinkedHashMap<>();
        outcome.checks().stream()
                .flatMap(check -> check.parts().isEmpty() ? Stream.of(check) : check.parts().stream())
                .filter(check -> check.status() != CheckStatus.NOT_EVALUATED)
                .forEach(check -> table(spec, outcome, check).ifPresent(table ->
                        byTable.computeIfAbsent(table, t -> new ArrayList<>()).add(assertion(check))));
        return byTable.entrySet().stream()
                .map(table -> datasets.checked(table.getKey())
                        .inputFacets(events.newInputDatasetInputFacetsBuilder()
                                .dataQualityAssertions(events.newDataQualityAssertionsDatasetFacet(table.getValue()))
                                .build())
                        .build())
                .toList();
    }

    /** Returns the checks as tests, which unlike assertions may have been skipped. */
    List<TestExecution> tests(AssetOutcome outcome) {
        return outcome.checks().stream()
                .map(check -> events.newTestExecutionBuilder()
                        .name(check.name())
                        .status(switch (check.status()) {
                            case PASSED -> "pass";
                            case FAILED -> "fail";
                            case NOT_EVALUATED -> "skip";
                        })
                        .severity(severity(check))
                        .description(check.reason().map(masked::text).orElse(null))
                        .build())
                .toList();
    }

    private Optional<Dataset> table(AssetSpec spec, AssetOutcome outcome, CheckEvaluation check) {
        return outcome.materializations().stream()
                .filter(built -> built.engineKey().equals(check.engineKey()))
                .findFirst()
                .flatMap((Materialization built) -> datasets.table(spec, built))
                .or(() -> check.asset().flatMap(definitions::find).flatMap(AssetSpec::target).map(table -> datasets.named(
                        definitions.get(check.asset().orElseThrow()), List.of(table.catalog(), table.schema(), table.table()))))
                .or(() -> spec.target().isPresent() || check.engineKey().isEmpty()
                        ? datasets.expected(spec)
                        : Optional.of(datasets.named(spec, check.engineKey())));
    }

    private DataQualityAssertionsDatasetFacetAssertions assertion(CheckEvaluation check) {
        SortedMap<String, Object> details = check.details();
        Optional<String> column = text(details, "column");
        DataQualityAssertionsDatasetFacetAssertionsBuilder assertion = events.newDataQualityAssertionsDatasetFacetAssertionsBuilder()
                .assertion(kind(check.name(), column))
                .name(check.name())
                .success(check.passed())
                .severity(severity(check));
        column.ifPresent(assertion::column);
        text(details, "source_count").ifPresent(assertion::expected);
        text(details, "target_count").or(() -> text(details, "failing_rows")).ifPresent(assertion::actual);
        check.reason().map(masked::text).ifPresent(assertion::description);
        return assertion.build();
    }

    /** The name of a test of a column is that of its kind with the column's. */
    private static String kind(String name, Optional<String> column) {
        String end = column.map(c -> CheckSpec.nameOf("_" + c)).orElse("");
        return !end.isEmpty() && name.endsWith(end) && name.length() > end.length()
                ? name.substring(0, name.length() - end.length())
                : name;
    }

    private Optional<String> text(SortedMap<String, Object> details, String name) {
        return Optional.ofNullable(details.get(name)).map(value -> masked.text(value.toString()));
    }

    /** Returns dbt's word. */
    private static String severity(CheckEvaluation check) {
        return check.severity().equals(CheckEvaluation.WARNING) ? "warn" : "error";
    }
}
