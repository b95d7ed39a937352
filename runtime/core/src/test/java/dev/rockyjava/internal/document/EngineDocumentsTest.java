package dev.rockyjava.internal.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.engine.EngineOutputException;
import dev.rockyjava.engine.document.EngineDocument;
import dev.rockyjava.engine.document.HistoryOutput;
import dev.rockyjava.engine.document.LoadOutput;
import dev.rockyjava.engine.document.RunOutput;
import dev.rockyjava.engine.document.SeedOutput;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EngineDocumentsTest {

    @Test
    void absentAndNullMembersAreEmptyAndUnknownOnesIgnored() {
        assertThat(EngineDocuments.parse("{\"command\":\"run\",\"new_member\":{\"a\":[1]},\"errors\":null,"
                        + "\"tables_failed\":null,\"status\":\"SomethingNew\",\"materializations\":[{\"asset_key\":[\"a\"]}]}"))
                .isInstanceOfSatisfying(RunOutput.class, run -> {
                    assertThat(run.status()).isEqualTo("SomethingNew");
                    assertThat(run.errors()).isEmpty();
                    assertThat(run.tablesFailed()).isZero();
                    assertThat(run.materializations().get(0).partition()).isEmpty();
                    assertThat(run.materializations().get(0).rowsCopied()).isNull();
                    assertThat(run.materializations().get(0).metadata().strategy()).isEmpty();
                });
    }

    @Test
    void everyMemberOfAMaterializationIsRead() {
        String printed = "{\"asset_key\":[\"a\",\"b\"],\"rows_copied\":1,\"duration_ms\":2,\"started_at\":\"s\",\"metadata\":"
                + "{\"strategy\":\"full\",\"watermark\":\"w\",\"target_table_full_name\":\"t\",\"sql_hash\":\"h\",\"x\":[{}],"
                + "\"column_count\":3,\"compile_time_ms\":4},\"partition\":{\"key\":\"k\",\"start\":\"1\",\"end\":\"2\"},"
                + "\"new\":{\"metadata\":{}},\"cost_usd\":0.5,\"bytes_scanned\":6,\"bytes_written\":7,"
                + "\"upstream_reads\":{\"reads\":[{\"table\":\"t\",\"rows_scanned\":8}],\"unattributed_scans\":9},"
                + "\"volume\":{\"product\":\"p\",\"row_count\":1,\"min_rows\":2,\"max_rows\":3,\"severity\":\"error\","
                + "\"verdict\":\"in_range\",\"reason\":\"r\"}}";
        Optional<String> none = Optional.empty();
        assertThat(materializations(printed + ",{\"metadata\":null,\"asset_key\":null,\"duration_ms\":null}"))
                .containsExactly(
                        new RunOutput.MaterializedTable(
                                List.of("a", "b"), 1L, 2, Optional.of("s"),
                                new RunOutput.MaterializationMetadata(
                                        Optional.of("full"), Optional.of("w"), Optional.of("t"), Optional.of("h"), 3L, 4L),
                                Optional.of(new RunOutput.PartitionInfo("k", Optional.of("1"), Optional.of("2"))),
                                0.5, 6L, 7L,
                                Optional.of(new RunOutput.UpstreamReads(List.of(new RunOutput.UpstreamRead("t", 8L)), 9)),
                                Optional.of(new RunOutput.Volume("p", 1L, 2L, 3L, "error", "in_range", Optional.of("r")))),
                        new RunOutput.MaterializedTable(
                                List.of(), null, 0, none,
                                new RunOutput.MaterializationMetadata(none, none, none, none), Optional.empty()));
    }

    @Test
    void aMaterializationThatIsNotAsItsTypesSayIsATypedError() {
        for (String text : List.of("null", "5", "[]", "{\"asset_key\":\"a\"}", "{\"asset_key\":[{}]}", "{\"asset_key\":[[\"a\"]]}",
                "{\"rows_copied\":\"\"}", "{\"rows_copied\":\"3\"}", "{\"duration_ms\":12345678901234567890}",
                "{\"duration_ms\":true}", "{\"started_at\":[]}", "{\"metadata\":[]}", "{\"metadata\":{\"strategy\":{}}}",
                "{\"metadata\":{\"sql_hash\":\"a\",\"sql_hash\":\"b\"}}", "{\"partition\":\"k\"}", "{\"cost_usd\":\"1\"}",
                "{\"bytes_scanned\":[1]}", "{\"asset_key\":[\"a\"],\"asset_key\":[\"b\"]}", "{\"asset_key\":[\"a\"")) {
            assertThatThrownBy(() -> assertThat(materializations(text)).as(text).isNull())
                    .isInstanceOf(EngineOutputException.class);
        }
    }

    private static List<RunOutput.MaterializedTable> materializations(String printed) {
        String document = "{\"command\":\"run\",\"materializations\":[" + printed + "]}";
        return ((RunOutput) EngineDocuments.parse(document)).materializations();
    }

    @Test
    void aRunOfAShadowOrABranchIsNotTheOneThatWasSubmitted() {
        String run = "{\"run_id\":\"%s\",\"status\":\"Success\",\"submission_id\":\"s\"%s}";
        HistoryOutput history = EngineDocuments.history("{\"command\":\"history\",\"runs\":["
                + String.format(run, "a", ",\"run_scope\":\"shadow\"") + ","
                + String.format(run, "b", ",\"run_scope\":\"branch\"") + ","
                + String.format(run, "c", ",\"run_scope\":\"production\"") + "," + String.format(run, "d", "") + "]}");
        assertThat(history.submitted("s")).get().extracting(HistoryOutput.Run::runId).isEqualTo("c");
    }

    @Test
    void theCommandSaysWhichDocumentItIs() {
        assertThat(EngineDocuments.parse("{\"command\":\"load\"}")).isInstanceOf(LoadOutput.class);
        assertThat(EngineDocuments.parse("{\"command\":\"seed\"}")).isInstanceOf(SeedOutput.class);
        assertThatThrownBy(() -> EngineDocuments.parse("{\"command\":\"dag\"}"))
                .isInstanceOf(EngineOutputException.class)
                .hasMessageContaining("'dag'");
    }

    @Test
    void whatIsNoDocumentIsATypedError() {
        String deep = "[".repeat(100_000);
        for (String text : List.of("", "null", "[]", "{", "{}", "{\"command\":[]}", "hello", "{\"command\":\"run\"} x",
                "{\"command\":\"run\",\"errors\":5}", "{\"command\":\"run\",\"tables_failed\":\"many\"}", deep,
                "{\"command\":\"run\",\"x\":" + deep, "{\"command\":\"run\",\"tables_failed\":1e99999}",
                "{\"command\":\"run\",\"materializations\":[null]}", "{\"command\":\"run\",\"tables_failed\":\"\"}",
                "{\"command\":\"run\",\"status\":\"Failure\",\"status\":\"Success\"}")) {
            assertThatThrownBy(() -> assertThat(EngineDocuments.parse(text).command()).isEqualTo("refused"))
                    .as(text.substring(0, Math.min(60, text.length())))
                    .isInstanceOf(EngineOutputException.class);
        }
    }

    @Test
    void whatIsPrintedIsReadBackTheSame() {
        EngineDocument document = EngineDocuments.parse("{\"command\":\"run\",\"materializations\":[{\"asset_key\":[\"a\"]}],"
                + "\"check_results\":[{\"asset_key\":[\"a\"],\"checks\":[{\"name\":\"row_count\",\"passed\":true,"
                + "\"severity\":\"error\",\"source_count\":3}]}]}");
        String printed = EngineDocuments.print(document);
        assertThat(printed).contains("\"source_count\" : 3").doesNotContain("details", "null");
        assertThat(EngineDocuments.parse(printed)).isEqualTo(document);
    }

    @Test
    void whatAnExceptionShowsIsMasked() {
        for (String text : List.of("hunter22", "{\"command\":\"hunter22\"}", "{\"command\":\"run\",\"errors\":\"hunter22\"}")) {
            assertThatThrownBy(() -> EngineDocuments.parse(text.getBytes(StandardCharsets.UTF_8), shown -> shown.replace("hunter22", "***")))
                    .satisfies(e -> {
                        assertThat(e).hasMessageContaining("***");
                        assertThat(String.valueOf(e.getCause())).doesNotContain("hunter22");
                        assertThat(e.toString()).doesNotContain("hunter22");
                    });
        }
    }
}
