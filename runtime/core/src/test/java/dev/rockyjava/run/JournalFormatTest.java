package dev.rockyjava.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.Dependency;
import dev.rockyjava.asset.FreshnessPolicy;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.PartitionedAsset;
import dev.rockyjava.asset.Stated;
import dev.rockyjava.asset.partition.Grain;
import dev.rockyjava.engine.EngineTimeoutException;
import dev.rockyjava.run.history.RunHistory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The words of a journal change only together with its version, and journals of every version can be resumed. */
class JournalFormatTest {

    private static final String GOLDEN = "journal-4.jsonl";
    private static final String RUN = "20260407-080000000-aaaaaa";
    private static final String D = "run --model d --pipeline marts --from 2026-04-06 --to 2026-04-07";
    private static final String A = "run --model a --pipeline marts";

    /** One asset or more for each member of a line of the plan. */
    private static final Definitions ALL = new Project()
            .seed("s")
            .replication("shop", "id=eu", "id=us")
            .add(Project.modelSpec("a", "seed/s")
                    .dependency(AssetKey.of("shop", "load"), Dependency.Origin.SQL)
                    .strategy("merge")
                    .stated(new Stated(
                            new TreeMap<>(Map.of("unique_key", "[\"id\"]", "update_columns", "[]")), new TreeMap<>(),
                            new TreeMap<>(Map.of("models/a.sql", "0123456789abcdef")), 0x0123456789abcdefL))
                    .freshness(new FreshnessPolicy(Duration.ofHours(26), Optional.of("at"), Optional.empty()))
                    .build())
            .partitioned("d", Grain.DAY, "2026-01-01", "time_interval")
            .check("unique_id", "a")
            .add(Project.modelSpec("nobody").pipeline(null).build())
            .add(Project.spec(NodeKind.OTHER, "odd", "odd").build())
            .build();

    @TempDir
    Path folder;

    private final ScriptedEngine engine = new ScriptedEngine();

    @Test
    void wordsAreThoseOfTheirVersion() throws IOException {
        engine.onThrow(A, new EngineTimeoutException("slow"));
        RunResult result = materializer()
                .partitions(PartitionedAsset.daily("d"), LocalDate.of(2026, 4, 6), LocalDate.of(2026, 4, 7))
                .run();

        String written = Files.readString(folder.resolve(result.runId() + ".jsonl"))
                .replace(result.runId(), RUN)
                .replaceAll("\"duration_ms\":\\d+", "\"duration_ms\":1")
                .replaceAll("\"reason\":\"[^\"]*\"", "\"reason\":\"for people\"");
        assertThat(written)
                .as("journals have another form now: raise the version in JournalFile, add a golden file of it and keep the others")
                .isEqualTo(golden(GOLDEN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"journal-2.jsonl", "journal-3.jsonl", GOLDEN})
    void aJournalOfEachVersionIsResumedAndClaimsNoChange(String name) throws IOException {
        Files.writeString(folder.resolve(RUN + ".jsonl"), golden(name));

        // 2 in journals of the first versions.
        assertThat(RunHistory.read(folder).run(RUN).orElseThrow().exitStatus()).contains(RunResult.EXIT_PARTIAL);
        RunResult resumed = materializer().resume(RUN);

        assertThat(engine.commands()).containsExactly(D, A);
        assertThat(resumed.outcome(AssetKey.of("a")).good()).isTrue();
        assertThat(RunHistory.read(folder).run(RUN).orElseThrow().assets()).hasSize(7);
    }

    private Materializer materializer() {
        return Materializer.of(ALL, engine)
                .retry(RetryPolicy.none())
                .clock(Clock.fixed(Instant.parse("2026-04-07T08:00:00Z"), ZoneOffset.UTC))
                .journal(folder);
    }

    private static String golden(String name) throws IOException {
        try (InputStream file = JournalFormatTest.class.getResourceAsStream(name)) {
            assertThat(file).as("there is no %s among the test's resources", name).isNotNull();
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
