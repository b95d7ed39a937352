package dev.rockyjava.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.Target;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.PartitionChoice;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.engine.document.RunOutput;
import dev.rockyjava.internal.document.EngineDocuments;
import dev.rockyjava.internal.run.facts.Materializations;
import dev.rockyjava.internal.run.facts.Observations;
import dev.rockyjava.internal.run.verdict.CheckResults;
import dev.rockyjava.internal.run.verdict.EngineCall;
import dev.rockyjava.internal.run.verdict.EngineKeys;
import dev.rockyjava.internal.run.verdict.Verdict;
import dev.rockyjava.internal.run.verdict.Verdicts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** All recorded runs of the real binary succeeded; so they must be judged. */
class RecordedRunsTest {

    @Test
    void judgesRecordedReplicationsAsMaterialized() throws IOException {
        for (Path file : recordedRuns()) {
            RunOutput output = read(file);
            RunRequest request = new RunRequest.Replication("ingest", Optional.of(output.filter()));
            EngineCall call = EngineCall.answered(
                    Project.spec(NodeKind.LOAD, "ingest/load", "ingest").build(),
                    request,
                    new EngineReply(0, output, List.of()));
            assertThat(Verdicts.of(call)).as(file.toString()).isEqualTo(Verdict.materialized());
            assertThat(Materializations.of(call)).as(file.toString())
                    .hasSameSizeAs(output.materializations())
                    .allMatch(built -> built.metadata().containsKey(MetadataKeys.TARGET_TABLE));
        }
    }

    @Test
    void judgesRecordedPartitionsByModel() throws IOException {
        for (Path file : recordedRuns()) {
            RunOutput output = read(file);
            for (RunOutput.MaterializedTable built : output.materializations()) {
                if (built.partition().isEmpty()) {
                    continue;
                }
                List<String> key = built.assetKey();
                EngineCall call = EngineCall.answered(
                        Project.modelSpec("renamed").target(new Target(key.get(0), key.get(1), key.get(2))).build(),
                        new RunRequest.Model("renamed", "marts", PartitionChoice.DEFAULT),
                        new EngineReply(0, output, List.of()));
                assertThat(Verdicts.of(call)).as(file.toString()).isEqualTo(Verdict.materialized());
            }
        }
    }

    @Test
    void showsRecordedDriftAndAnomalies() throws IOException {
        EngineKeys keys = new EngineKeys(Definitions.of(
                List.of(table("orders", "duckdb/orders/orders"), table("events", "duckdb/events/events")), List.of()));
        List<String> drifted = new ArrayList<>();
        List<String> odd = new ArrayList<>();
        for (Path file : recordedRuns()) {
            RunOutput output = read(file);
            for (Observation seen : Observations.of(output, keys)) {
                drifted.add(seen.asset().orElseThrow() + " " + seen.metadata().get(MetadataKeys.DRIFT_ACTION));
            }
            for (CheckEvaluation check : CheckResults.of(output, keys)) {
                assertThat(check.asset()).as(file + " " + check).isPresent();
                if (!check.passed()) {
                    odd.add(check.asset().orElseThrow() + " " + check.name() + " "
                            + check.details().get(MetadataKeys.CURRENT_COUNT));
                }
            }
        }
        assertThat(drifted).containsExactly("orders drop_and_recreate");
        assertThat(odd).containsExactly("events row_count_anomaly 5");
    }

    private static AssetSpec table(String key, String engineKey) {
        return AssetSpec.builder(AssetKey.of(key), "table:" + key, NodeKind.SOURCE, engineKey, "raw").table(true).build();
    }

    private static RunOutput read(Path file) throws IOException {
        return (RunOutput) EngineDocuments.parse(Files.readString(file));
    }

    private static List<Path> recordedRuns() {
        String folder = System.getProperty("rocky.fixtures", "");
        assumeTrue(!folder.isEmpty(), "skipped: set -Drocky.fixtures=<folder of recorded engine documents>");
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            List<Path> runs = files.filter(file -> file.getFileName().toString().matches("run.*\\.json")).toList();
            assertThat(runs).isNotEmpty();
            return runs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
