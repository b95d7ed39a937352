package dev.rockyjava.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.PartitionedAsset;
import dev.rockyjava.asset.SourceFilter;
import dev.rockyjava.asset.partition.Grain;
import dev.rockyjava.asset.partition.PartitionsDefinition;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.run.AssetOutcome;
import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.OutcomeStatus;
import dev.rockyjava.run.RetryPolicy;
import dev.rockyjava.run.history.RunHistory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** An engine that prints anything, ends in any way, and behaves badly in between. */
@EnabledOnOs(OS.LINUX)
class EngineFaultsTest {

    private static final int AT_ONCE = 8;
    private static final AssetKey ASSET = Models.key("m0");
    private static final LocalDate DAY = LocalDate.of(2026, 4, 7);
    private static final Duration HANG = Duration.ofMillis(700);
    private static final Duration FAR_TOO_LONG = Duration.ofSeconds(60);

    private final AtomicInteger good = new AtomicInteger();
    private final AtomicInteger bad = new AtomicInteger();
    private final AtomicLong slowestHang = new AtomicLong();

    private enum Kind {
        MODEL,
        PARTITIONED,
        FILTER,
        LOAD;

        Definitions definitions() {
            AssetSpec.Builder spec = switch (this) {
                case MODEL -> Models.model("m0", "full_refresh");
                case PARTITIONED -> Models.model("m0", "time_interval")
                        .partitions(new PartitionsDefinition(Grain.DAY, Optional.of("2026-01-01")));
                case FILTER -> AssetSpec.builder(ASSET, "source:p", NodeKind.SOURCE, "p", "default")
                        .pipeline("p")
                        .sourceFilters(List.of(new SourceFilter("id=x")));
                case LOAD -> AssetSpec.builder(ASSET, "load:p", NodeKind.LOAD, "p", "default").pipeline("p");
            };
            return Definitions.of(List.of(spec.build()), List.of());
        }

        /** What the engine prints when it has done this. */
        String success() {
            return switch (this) {
                case MODEL -> run("\"materializations\":[{\"asset_key\":[\"m0\"]}]");
                case PARTITIONED -> run("\"materializations\":[{\"asset_key\":[\"m0\"],\"partition\":{\"key\":\"" + DAY + "\"}}]");
                case FILTER -> run("\"tables_copied\":1,\"materializations\":[{\"asset_key\":[\"duckdb\",\"x\",\"orders\"]}]");
                case LOAD -> load(1, 0, "");
            };
        }

        /** Documents that say yes and no. */
        List<String> contradictions() {
            return this == LOAD
                    ? List.of(load(1, 1, ""), load(2, 0, ""), load(0, 0, ""), load(1, 0, ",\"error\":\"no\""))
                    : List.of(
                            success().replace("Success", "Failure"),
                            success().replace("Success", "PartialFailure"),
                            success().replace("Success", "Succeeded"),
                            success().replace("\"status\"", "\"tables_failed\":1,\"status\""),
                            success().replace("\"status\"", "\"interrupted\":true,\"status\""),
                            success().replace("\"status\"", "\"check_gate_failed\":true,\"status\""),
                            success().replace("\"status\"", "\"errors\":[{\"asset_key\":[],\"error\":\"no\"}],\"status\""),
                            success().replaceFirst("\"materializations\":.*", "\"materializations\":[]}"));
        }

        private static String run(String members) {
            return "{\"version\":\"1.71.0\",\"command\":\"run\",\"status\":\"Success\"," + members + "}";
        }

        private static String load(int loaded, int failed, String error) {
            return "{\"version\":\"1.71.0\",\"command\":\"load\",\"source_dir\":\"data\",\"files_loaded\":" + loaded
                    + ",\"files_failed\":" + failed + ",\"files\":[{\"file\":\"a.csv\",\"target\":\"landing.a\",\"rows_loaded\":3"
                    + error + "}]}";
        }
    }

    private enum Printed {
        NOTHING,
        GARBAGE,
        HALF,
        TWO_DOCUMENTS,
        WRONG_TYPE,
        CONTRADICTION,
        HUNDRED_MEGABYTES,
        SUCCESS;

        String of(Kind kind, Random random) {
            String success = kind.success();
            return switch (this) {
                case NOTHING -> "";
                case GARBAGE -> "\u0000\u0007 not JSON { ] \u00ff\u2028";
                case HALF -> success.substring(0, 1 + random.nextInt(success.length() - 1));
                case TWO_DOCUMENTS -> success + "\n" + success;
                case WRONG_TYPE -> any(random, List.of("[]", "null", "3", "\"Success\"", "{\"command\":\"dag\",\"nodes\":[]}",
                        "{\"command\":\"run\",\"status\":[],\"materializations\":3}"));
                case CONTRADICTION -> any(random, kind.contradictions());
                case HUNDRED_MEGABYTES, SUCCESS -> success;
            };
        }

        private static String any(Random random, List<String> documents) {
            return documents.get(random.nextInt(documents.size()));
        }
    }

    private enum Conduct {
        ENDS(""),
        LEAVES_A_GRANDCHILD("sleep 1000 &"),
        LEAVES_A_DAEMON("setsid sleep 1000 > /dev/null 2>&1 &"),
        FLOODS_STDERR("head -c 20000000 /dev/zero | tr '\\0' x >&2"),
        CLOSES_PIPES_EARLY("exec >&- 2>&-; sleep 0.1"),
        HANGS("sleep 1000"),
        IGNORES_SIGTERM("trap '' TERM; while :; do sleep 1000; done");

        private final String script;

        Conduct(String script) {
            this.script = script;
        }

        boolean hangs() {
            return this == HANGS || this == IGNORES_SIGTERM;
        }
    }

    private record Fault(Kind kind, Printed printed, Conduct conduct, int exit) {

        static List<Fault> all() {
            List<Fault> all = new ArrayList<>();
            for (Kind kind : Kind.values()) {
                for (Printed printed : Printed.values()) {
                    for (Conduct conduct : Conduct.values()) {
                        for (int exit : conduct.hangs() ? new int[] {0} : new int[] {0, 1, 2, 3, 130, 137}) {
                            all.add(new Fault(kind, printed, conduct, exit));
                        }
                    }
                }
            }
            return all;
        }

        String script() {
            return (printed == Printed.HUNDRED_MEGABYTES ? "head -c 100000000 /dev/zero | tr '\\0' ' '\n" : "")
                    + "cat document\n"
                    + conduct.script + "\n"
                    + (exit == 137 ? "kill -9 $$\n" : "exit " + exit + "\n");
        }

        boolean confirmed() {
            return printed == Printed.SUCCESS && exit == 0 && !conduct.hangs();
        }
    }

    @Test
    void noAssetIsMaterializedUnlessTheEngineSaysSoAndNothingIsLeft(@TempDir Path temporary) throws Exception {
        List<Fault> all = Fault.all();
        Collections.shuffle(all, new Random(18)); // so that each round has some of all kinds
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        Campaign campaign = new Campaign("engine-faults", 1, all.size() / AT_ONCE);
        attack(threads, List.of(all.get(0)), new Random(18), Files.createDirectory(temporary.resolve("first")));
        List<String> handles = Leftovers.handles();
        campaign.run((round, random) -> {
            List<Fault> faults = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                faults.add(all.get(Campaign.isLong() ? (round * AT_ONCE + i) % all.size() : random.nextInt(all.size())));
            }
            Path folder = Files.createDirectory(temporary.resolve("r" + round));
            attack(threads, faults, random, folder);
            assertNothingIsLeft(handles);
            Leftovers.delete(folder);
            campaign.figure("materialized, as confirmed", good);
            campaign.figure("typed errors", bad);
            campaign.figure("slowest end of a hang of " + HANG.toMillis() + " ms with 300 ms of grace", slowestHang + " ms");
            return AT_ONCE + " faults at once";
        });
        threads.shutdown();
    }

    private void attack(ExecutorService threads, List<Fault> faults, Random random, Path folder) throws Exception {
        List<Future<?>> outcomes = new ArrayList<>();
        for (int i = 0; i < faults.size(); i++) {
            Fault fault = faults.get(i);
            Path project = Files.createDirectory(folder.resolve("f" + i));
            String document = fault.printed().of(fault.kind(), random);
            boolean clockJumps = random.nextBoolean();
            outcomes.add(threads.submit(() -> {
                attack(fault, project, document, clockJumps);
                return null;
            }));
        }
        for (Future<?> outcome : outcomes) {
            outcome.get(FAR_TOO_LONG.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private void attack(Fault fault, Path project, String document, boolean clockJumps) throws Exception {
        Files.write(project.resolve("document"), document.getBytes(StandardCharsets.ISO_8859_1));
        RockyEngine engine = ScriptedRocky.in(project, fault.script()).engine().build();
        engine.info();
        Materializer run = Materializer.of(fault.kind().definitions(), engine)
                .retry(RetryPolicy.none())
                .timeout(fault.conduct().hangs() ? HANG : FAR_TOO_LONG)
                .warnings(Models.IGNORED)
                .journal(project.resolve("journal"));
        if (clockJumps) {
            run = run.clock(jumpingClock());
        }
        if (fault.kind() == Kind.PARTITIONED) {
            run = run.partition(PartitionedAsset.daily("m0"), DAY);
        }
        long begun = System.nanoTime();
        AssetOutcome outcome = run.run().outcome(ASSET);
        if (fault.conduct().hangs()) {
            slowestHang.accumulateAndGet(Duration.ofNanos(System.nanoTime() - begun).toMillis(), Math::max);
        }
        assertThat(outcome.status() == OutcomeStatus.MATERIALIZED)
                .as("%s, %s printed: %s", fault, document, outcome)
                .isEqualTo(fault.confirmed());
        assertThat(outcome.good()).as("%s, %s printed: %s", fault, document, outcome).isEqualTo(fault.confirmed());
        assertThat(outcome.reason().orElse("")).as("%s: %s", fault, outcome).doesNotContain("this is a bug");
        assertThat(RunHistory.read(project.resolve("journal")).runs().get(0).assets())
                .singleElement()
                .satisfies(asset -> assertThat(asset.good()).isEqualTo(fault.confirmed()));
        assertThat(Leftovers.processesIn(project)).as("%s left", fault).isEmpty();
        assertThat(Leftovers.temporaryFilesIn(project)).as("%s left", fault).isEmpty();
        (fault.confirmed() ? good : bad).incrementAndGet();
    }

    /** Goes back and forth by days. */
    private static Clock jumpingClock() {
        AtomicInteger readings = new AtomicInteger();
        InstantSource jumping = () -> Instant.parse("2026-04-08T00:00:00Z")
                .plus(Duration.ofDays(readings.incrementAndGet() % 2 == 0 ? 400 : -90));
        return jumping.withZone(ZoneOffset.UTC);
    }

    /** Threads and handles may take a moment to end after the call that they served. */
    private static void assertNothingIsLeft(List<String> handles) throws Exception {
        for (int look = 0; look < 100 && (Leftovers.handles().size() > handles.size() || !Leftovers.threads().isEmpty()); look++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertThat(Leftovers.threads()).isEmpty();
        assertThat(Leftovers.handles()).as("handles, with %s at the start", handles).hasSizeLessThanOrEqualTo(handles.size());
    }
}
