package dev.rockyjava.cli;

import dev.rockyjava.cli.screen.CommandTexts;
import dev.rockyjava.cli.screen.Style;
import dev.rockyjava.cli.screen.Table;
import dev.rockyjava.cli.screen.Table.Cell;
import dev.rockyjava.cli.screen.Table.IfNarrow;
import dev.rockyjava.internal.text.DurationText;
import dev.rockyjava.run.OutcomeStatus;
import dev.rockyjava.run.RunResult;
import dev.rockyjava.run.history.RecordedAsset;
import dev.rockyjava.run.history.RecordedChecks;
import dev.rockyjava.run.history.RecordedRun;
import dev.rockyjava.run.history.RunHistory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;

/** Lists earlier runs. */
@Command(
        name = "history",
        description = "List the runs in the journal, newest first, or the assets of one run.",
        footer = {
            "",
            """
            Times are in UTC. The duration of a run excludes the pauses before it was resumed; LEFT is what resume \
            would do. STATUS 'unknown' means that the end of an engine call was not seen. EXIT is 130 for every \
            interrupted run, whatever the signal.""",
            "",
            "Examples:",
            "  history --limit 5",
            "  history k3x9ab"
        })
final class HistoryCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(
            arity = "0..1",
            paramLabel = "RUN",
            description = "A run, or the beginning or the end of its name, to see its assets.")
    private @Nullable String run;

    @Option(names = "--limit", paramLabel = "N", description = "List the newest N runs only. Default: 20.")
    private int limit = 20;

    @Mixin
    private JournalOptions journal = new JournalOptions();

    HistoryCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        JournalFolder folder = journal.folder(session);
        RunHistory history = folder.history();
        if (run != null) {
            one(folder.run(history, run), folder);
        } else {
            if (limit < 1) {
                throw new UsageException("--limit is at least 1, not " + limit);
            }
            all(history.runs(), folder);
        }
        return ExitCodes.OK;
    }

    private void all(List<RecordedRun> runs, JournalFolder folder) {
        List<RecordedRun> newest = runs.stream().limit(limit).toList();
        if (runs.isEmpty()) {
            session.terminal().say(folder.nothing());
        }
        if (runs.isEmpty() && !session.json()) {
            return;
        }
        if (session.json()) {
            ArrayNode json = session.array();
            newest.forEach(recorded -> json.add(RecordedJson.of(session.object(), recorded, folder)));
            session.print(json);
            return;
        }
        Table table = new Table()
                .column("RUN", IfNarrow.STAYS)
                .column("STARTED (UTC)", IfNarrow.STAYS)
                .column("DURATION", IfNarrow.STAYS)
                .column("RESULT", IfNarrow.STAYS)
                .column("EXIT", IfNarrow.LEFT_OUT);
        List.of("MATERIALIZED", "GRAPH-ONLY", "FAILED", "SKIPPED", "LEFT", "CHECKS")
                .forEach(title -> table.column(title, IfNarrow.BELOW));
        for (RecordedRun recorded : newest) {
            table.row(
                    Cell.of(recorded.runId()),
                    Cell.of(CommandTexts.moment(recorded.started())),
                    Cell.of(DurationText.of(recorded.duration())),
                    new Cell(RecordedJson.result(recorded, folder), style(recorded)),
                    Cell.of(recorded.exitStatus().map(String::valueOf).orElse("-")),
                    count(recorded, OutcomeStatus.MATERIALIZED),
                    count(recorded, OutcomeStatus.GRAPH_ONLY),
                    count(recorded, OutcomeStatus.FAILED),
                    count(recorded, OutcomeStatus.SKIPPED),
                    Cell.of(String.valueOf(recorded.assets().stream().filter(asset -> !asset.good()).count())),
                    Cell.of(checks(recorded.checks())));
        }
        String leftOut = session.print(table);
        session.terminal().say(newest.size() + " of " + runs.size() + " runs" + leftOut);
    }

    private void one(RecordedRun recorded, JournalFolder folder) {
        if (session.json()) {
            session.print(RecordedJson.whole(session.object(), recorded, folder));
            return;
        }
        Table table = new Table()
                .column("KEY", IfNarrow.STAYS)
                .column("STATUS", IfNarrow.STAYS)
                .column("ENDED (UTC)", IfNarrow.STAYS)
                .column("DURATION", IfNarrow.STAYS)
                .column("PARTITIONS", IfNarrow.BELOW)
                .column("REASON", IfNarrow.BELOW_AS_TEXT);
        for (RecordedAsset asset : recorded.assets()) {
            boolean ended = asset.status().isPresent();
            table.row(
                    Cell.of(asset.key().toString()),
                    asset.status()
                            .map(status -> new Cell(status.word(), Style.of(status)))
                            .orElse(new Cell(asset.outcomeUnknown() ? "unknown" : "not done", Style.CAUTION)),
                    Cell.of(ended ? CommandTexts.moment(asset.time()) : "-"),
                    Cell.of(ended ? DurationText.of(asset.duration()) : "-"),
                    Cell.of(CommandTexts.partitions(asset.partitions())),
                    Cell.of(asset.reason().map(CommandTexts::mainLine).orElse("")));
        }
        session.print(table);
        session.terminal().print(CommandTexts.wholeReasons(recorded.assets()));
        String times = recorded.resumed() == 1 ? " time" : " times";
        session.terminal().say("run " + recorded.runId() + " " + RecordedJson.result(recorded, folder) + " in "
                + DurationText.of(recorded.duration())
                + (recorded.resumed() == 0 ? "" : ", resumed " + recorded.resumed() + times)
                + (recorded.checks().all() == 0 ? "" : "; checks: " + checks(recorded.checks())));
    }

    private static String checks(RecordedChecks checks) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put("failed", checks.failed());
        counts.put("warned", checks.warned());
        counts.put("not evaluated", checks.notEvaluated());
        counts.put("passed", checks.passed());
        return checks.all() == 0
                ? "-"
                : counts.entrySet().stream()
                        .filter(count -> count.getValue() > 0)
                        .map(count -> count.getValue() + " " + count.getKey())
                        .collect(Collectors.joining(", "));
    }

    private static Cell count(RecordedRun recorded, OutcomeStatus status) {
        long count = RecordedJson.count(recorded, status);
        return new Cell(String.valueOf(count), count == 0 ? Style.PLAIN : Style.of(status));
    }

    private static Style style(RecordedRun recorded) {
        return recorded.exitStatus().isEmpty()
                ? Style.CAUTION
                : recorded.exitStatus().get() == RunResult.EXIT_SUCCESS ? Style.GOOD : Style.BAD;
    }
}
