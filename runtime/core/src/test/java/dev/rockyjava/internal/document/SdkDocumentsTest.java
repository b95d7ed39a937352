package dev.rockyjava.internal.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.engine.document.EngineDocument;
import dev.rockyjava.engine.document.RunOutput;
import dev.rockyjava.internal.snapshot.read.Snapshot;
import dev.rockyjava.internal.snapshot.read.SnapshotReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Documents with every member that the result types of rocky-sdk have, read by ours. The SDK goes ahead of the engine
 * whose documents are recorded here, so this tells what a newer engine will print.
 */
class SdkDocumentsTest {

    /** Makes a value of each member of a type, and lets the SDK check the whole. */
    private static final String SCRIPT =
            """
            import importlib, json, sys
            module, name = sys.argv[1].rsplit('.', 1)
            model = getattr(importlib.import_module(module), name)
            schema = model.model_json_schema(by_alias=True)
            defs = schema.get('$defs', {})
            def sample(s, depth=0):
                if '$ref' in s: return sample(defs[s['$ref'].rsplit('/', 1)[1]], depth + 1)
                if 'const' in s: return s['const']
                if 'enum' in s: return s['enum'][0]
                for union in ('anyOf', 'oneOf'):
                    if union in s:
                        return sample([o for o in s[union] if o.get('type') != 'null'][0], depth)
                if 'allOf' in s: return sample(s['allOf'][0], depth)
                kind = s.get('type')
                if kind == 'object':
                    if 'properties' in s and depth < 12:
                        return {k: sample(v, depth + 1) for k, v in s['properties'].items()}
                    extra = s.get('additionalProperties')
                    return {'k': sample(extra, depth + 1)} if isinstance(extra, dict) else {}
                if kind == 'array': return [sample(s.get('items', {}), depth + 1)] if depth < 12 else []
                if kind == 'integer': return max(3, int(s.get('minimum', 3)))
                if kind == 'number': return 0.5
                if kind == 'boolean': return True
                if s.get('format') == 'date-time': return '2026-04-07T10:00:00Z'
                return 'text'
            value = sample(schema)
            value.update(json.loads(sys.argv[2]))
            model.model_validate(value)
            print(json.dumps(value))
            """;

    static Stream<String> commands() {
        return Stream.of("run", "load", "seed", "plan", "compliance", "retention-status", "test");
    }

    private static final Map<String, String> TYPES = Map.of(
            "run", "run_schema.RunOutput",
            "load", "load_schema.LoadOutput",
            "seed", "seed_schema.SeedOutput",
            "plan", "plan_schema.PlanOutput",
            "compliance", "compliance_schema.ComplianceOutput",
            "retention-status", "retention_status_schema.RetentionStatusOutput",
            "test", "test_schema.TestOutput");

    @ParameterizedTest
    @MethodSource("commands")
    void areRead(String command) throws Exception {
        JsonNode printed = printed(command);
        if (command.equals("compliance")) {
            assertThat(EngineDocuments.compliance(printed.toString()).exceptions()).hasSize(1);
            return;
        }
        if (command.equals("retention-status")) {
            assertThat(EngineDocuments.retentionStatus(printed.toString()).models()).hasSize(1);
            return;
        }
        EngineDocument document = EngineDocuments.parse(printed.toString());
        assertThat(document.command()).isEqualTo(command);
        if (document instanceof RunOutput run) {
            assertThat(run.checkGateFailed()).isTrue();
            assertThat(run.verifyAfterFailed()).isTrue();
            assertThat(run.resumedFrom()).contains("text");
            assertThat(run.sourceSyncs()).singleElement().satisfies(sync -> {
                assertThat(sync.id()).isEqualTo("text");
                assertThat(sync.outcome()).isEqualTo(printed.at("/source_syncs/0/outcome").asString());
                assertThat(sync.waitedSecs()).isEqualTo(3);
                assertThat(sync.lastSyncAt()).isPresent();
            });
            assertThat(run.volumeWarnings()).hasSize(1);
            assertThat(run.anomalyEvaluated()).singleElement().satisfies(entry -> {
                assertThat(entry.evaluated()).isTrue();
                assertThat(entry.notEvaluatedReason()).contains("text");
            });
            assertThat(run.checkResults().get(0).checks()).singleElement().satisfies(check ->
                    assertThat(check.details()).containsEntry("not_evaluated", "text"));
            assertThat(run.materializations()).singleElement().satisfies(built -> {
                assertThat(built.upstreamReads()).contains(
                        new RunOutput.UpstreamReads(List.of(new RunOutput.UpstreamRead("text", 3L)), 3));
                assertThat(built.volume()).get().satisfies(volume -> {
                    assertThat(volume.rowCount()).isEqualTo(3);
                    assertThat(volume.verdict()).isEqualTo("in_range");
                });
            });
        }
    }

    /** What a refresh asks for, written into a snapshot and read back. */
    @Test
    void areReadOfASnapshot() throws Exception {
        Map<String, String> types = Map.of(
                "dag", "dag_schema.DagOutput",
                "compile", "compile_schema.CompileOutput",
                "optimize", "optimize_schema.OptimizeOutput",
                "discover", "discover_schema.DiscoverOutput");
        StringJoiner slots = new StringJoiner(",", "{\"dag_status\":\"success\",", "}");
        for (Map.Entry<String, String> type : types.entrySet()) {
            slots.add("\"" + type.getKey() + "\":" + printed(type.getKey(), type.getValue()));
        }
        Snapshot snapshot = SnapshotReader.read(
                new ByteArrayInputStream(slots.toString().getBytes(StandardCharsets.UTF_8)), "sdk.json");
        assertThat(snapshot.dag()).get().satisfies(dag -> assertThat(dag.nodes()).hasSize(1));
        assertThat(snapshot.models()).get().satisfies(models -> assertThat(models).hasSize(1));
        assertThat(snapshot.sources()).hasSize(1);
        assertThat(snapshot.recommendations()).hasSize(1);
    }

    private static JsonNode printed(String command) throws IOException, InterruptedException {
        return printed(command, TYPES.get(command));
    }

    private static JsonNode printed(String command, String type) throws IOException, InterruptedException {
        String python = System.getProperty("rocky.peer.python", "");
        Assumptions.assumeFalse(python.isEmpty(), "skipped: no -Drocky.peer.python, a Python with rocky-sdk");
        String known = JsonMapper.shared().writeValueAsString(Map.of("command", command, "version", "1.77.0"));
        Process process = new ProcessBuilder(
                        python, "-c", SCRIPT, "rocky_sdk.types_generated." + type, known)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(List.of(process.exitValue())).as(out).containsExactly(0);
        return JsonMapper.shared().readTree(out);
    }
}
