package dev.rockyjava.spring;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.run.OutcomeStatus;
import dev.rockyjava.run.history.RecordedAsset;
import dev.rockyjava.run.history.RecordedRun;
import dev.rockyjava.run.history.RunHistory;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * What is known of the project: its assets and why they are stale, the last runs, the schedule. Secrets of the project are
 * masked, as in the journals that it is read from.
 */
@Endpoint(id = "rocky")
public class RockyEndpoint {

    private static final int RUNS = 10;

    private final ProjectState state;
    private final RunSchedule schedule;

    RockyEndpoint(ProjectState state, RunSchedule schedule) {
        this.state = state;
        this.schedule = schedule;
    }

    /** Returns texts, numbers, lists and maps, which each version of Jackson writes alike. */
    @ReadOperation
    public Map<String, Object> project() {
        ProjectState.Seen seen = state.now();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("project", state.component().projectDirectory().toString());
        state.snapshotWritten().ifPresent(time -> body.put("snapshot_written", time.toString()));
        body.put("stale", seen.staleness().stale().size());
        body.put("schedule", schedule.entries().stream().map(RockyEndpoint::scheduled).toList());
        body.put("runs", seen.history().runs().stream().limit(RUNS).map(this::run).toList());
        body.put("assets", assets(seen));
        return body;
    }

    private static Map<String, Object> scheduled(RunSchedule.Entry entry) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("select", entry.run().select());
        body.put("cron", entry.run().cron());
        body.put("zone", entry.run().zone().getId());
        entry.next().ifPresent(next -> body.put("next", next.toString()));
        entry.last().ifPresent(last -> body.put("last", last));
        return body;
    }

    private Map<String, Object> run(RecordedRun run) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", run.runId());
        body.put("outcome", state.outcome(run));
        body.put("started", run.started().toString());
        run.finished().ifPresent(time -> body.put("finished", time.toString()));
        body.put("duration_ms", run.duration().toMillis());
        for (OutcomeStatus status : OutcomeStatus.values()) {
            body.put(
                    status.word().replace('-', '_'),
                    run.assets().stream().filter(asset -> asset.status().filter(status::equals).isPresent()).count());
        }
        body.put("resumable", state.isResumable(run));
        return body;
    }

    private List<Map<String, Object>> assets(ProjectState.Seen seen) {
        RunHistory history = seen.history();
        SortedMap<AssetKey, RecordedAsset> last = history.last();
        SortedMap<AssetKey, RecordedAsset> built = history.lastMaterialized();
        return state.definitions().specs().stream()
                .map(spec -> {
                    Map<String, Object> body = asset(spec);
                    RecordedAsset outcome = last.get(spec.key());
                    if (outcome != null) {
                        body.put("status", outcome.status().map(OutcomeStatus::word).orElse("unknown"));
                        body.put("run", outcome.runId());
                        outcome.reason().ifPresent(reason -> body.put("reason", reason));
                    }
                    RecordedAsset build = built.get(spec.key());
                    if (build != null) {
                        Instant time = build.time();
                        body.put("built", time.toString());
                    }
                    body.put("stale", seen.staleness().reasons(spec.key()).stream()
                            .map(reason -> Map.of("reason", reason.word(), "text", reason.text()))
                            .toList());
                    return body;
                })
                .toList();
    }

    private static Map<String, Object> asset(AssetSpec spec) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("key", spec.key().toString());
        body.put("kind", spec.kind().word());
        body.put("group", spec.group());
        return body;
    }
}
