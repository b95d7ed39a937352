package dev.rockyjava.cli;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.cli.screen.CommandTexts;
import dev.rockyjava.cli.screen.Style;
import dev.rockyjava.cli.screen.Table;
import dev.rockyjava.cli.screen.Table.Cell;
import dev.rockyjava.cli.screen.Table.IfNarrow;
import dev.rockyjava.internal.text.DurationText;
import dev.rockyjava.run.OutcomeStatus;
import dev.rockyjava.run.history.RecordedAsset;
import dev.rockyjava.run.history.RunHistory;
import dev.rockyjava.run.history.StaleReason;
import dev.rockyjava.run.history.Staleness;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Prints the last outcome of each asset. */
@Command(
        name = "status",
        description = """
                Show the last outcome of each asset: when, how long it took, in which run, and whether it is stale.""",
        footer = {
            "",
            """
            Outcomes come from the journal, which doesn't have what other programs built. PARTITIONS are the \
            partitions built last, and how many are built of those from the first one until now. An asset is stale if it \
            was never built, its last build failed, its code changed since, something upstream was built since or is \
            stale, it is older than its freshness policy allows, or partitions are missing; 'materialize stale' builds \
            these assets. Times are in UTC.""",
            "",
            SelectionHelp.REFERENCE,
            "",
            "Examples:",
            "  status",
            "  status 'kind:transformation and +sales_by_origin'"
        })
final class StatusCommand implements Callable<Integer> {

    private static final String NEVER = "never";

    private final Session session;

    @Parameters(
            arity = "0..1",
            paramLabel = "SELECTION",
            completionCandidates = SelectionHelp.Words.class,
            description = SelectionHelp.SHORT + " Default: every asset.")
    private @Nullable String selection;

    @Mixin
    private JournalOptions journal = new JournalOptions();

    StatusCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Definitions definitions = session.definitions();
        session.warnOfLaterFiles();
        JournalFolder folder = journal.folder(session);
        RunHistory history = folder.history();
        session.warnOfLostWarehouse(folder);
        Instant now = Instant.now();
        AssetStatus.Reader reader =
                new AssetStatus.Reader(history, Staleness.of(definitions, history, session.workspace().component().code(), now), now);
        List<AssetStatus> all = new ArrayList<>();
        for (AssetKey key : session.select(definitions, selection, () -> history)) {
            all.add(reader.of(definitions.get(key)));
        }
        if (session.json()) {
            ArrayNode json = session.array();
            all.forEach(status -> json(json.addObject(), status));
            session.print(json);
        } else {
            print(all);
        }
        if (history.runs().isEmpty()) {
            session.terminal().say(folder.nothing());
        }
        folder.holder().ifPresent(holder -> session.terminal().say(holder + " goes on"));
        return ExitCodes.OK;
    }

    private void print(List<AssetStatus> all) {
        Table table = new Table()
                .column("KEY", IfNarrow.STAYS)
                .column("STATUS", IfNarrow.STAYS)
                .column("WHEN (UTC)", IfNarrow.STAYS)
                .column("DURATION", IfNarrow.STAYS)
                .column("RUN", IfNarrow.LEFT_OUT)
                .column("PARTITIONS", IfNarrow.BELOW)
                .column("NOTE", IfNarrow.BELOW_AS_TEXT);
        for (AssetStatus status : all) {
            table.row(cells(status));
        }
        List<RecordedAsset> bad = all.stream().flatMap(status -> status.last().stream()).filter(last -> !last.good()).toList();
        String reasons = CommandTexts.wholeReasons(bad);
        String leftOut = session.print(table);
        if (session.options().verbose()) {
            session.terminal().print(reasons);
        } else if (!reasons.isEmpty()) {
            session.terminal().say("a note that ends in ... is the first line of its reason; 'status -v' has all of it, and"
                    + " so has 'history RUN'");
        }
        long stale = all.stream().filter(status -> !status.stale().isEmpty()).count();
        long failed = all.stream()
                .flatMap(status -> status.last().flatMap(RecordedAsset::status).stream())
                .filter(OutcomeStatus.FAILED::equals)
                .count();
        long never = all.stream().filter(status -> status.last().isEmpty()).count();
        session.terminal().say(all.size() + (all.size() == 1 ? " asset, " : " assets, ") + failed + " failed, " + stale + " stale, "
                + never + " never run" + leftOut);
    }

    private static Cell[] cells(AssetStatus status) {
        Optional<RecordedAsset> last = status.last();
        return new Cell[] {
            Cell.of(status.spec().key().toString()),
            last.flatMap(RecordedAsset::status)
                    .map(outcome -> new Cell(outcome.word(), Style.of(outcome)))
                    .orElse(new Cell(NEVER, Style.MINOR)),
            Cell.of(last.map(RecordedAsset::time).map(CommandTexts::moment).orElse("-")),
            Cell.of(last.map(RecordedAsset::duration).map(DurationText::of).orElse("-")),
            Cell.of(last.map(RecordedAsset::runId).orElse("-")),
            Cell.of(partitions(status)),
            Cell.of(note(status))
        };
    }

    /** Returns the partitions that were built last, and how many are built. */
    private static String partitions(AssetStatus status) {
        return status.coverage()
                .map(coverage -> status.built()
                        .map(built -> CommandTexts.partitions(built.partitions()))
                        .filter(keys -> !keys.isEmpty())
                        .map(keys -> keys + "; " + coverage)
                        .orElse(coverage.toString()))
                .orElse("-");
    }

    private static String note(AssetStatus status) {
        List<String> notes = new ArrayList<>();
        status.last().filter(last -> !last.good()).ifPresent(last -> {
            notes.add(last.location().map(place -> place + ": ").orElse("") + CommandTexts.mainLine(last.reason().orElse("no reason given")));
            notes.add(status.built().map(built -> "last built " + CommandTexts.moment(built.time())).orElse("never built"));
        });
        List<StaleReason> reasons = new ArrayList<>(status.stale());
        reasons.removeIf(reason -> shownAsStatus(reason, status));
        if (!reasons.isEmpty()) {
            notes.add("stale: " + reasons.get(0).text()
                    + (reasons.size() > 1 ? " (1 of " + reasons.size() + " reasons)" : ""));
        }
        return String.join("; ", notes);
    }

    /** Returns whether the last outcome says the same. That of a placeholder or of another partition doesn't. */
    private static boolean shownAsStatus(StaleReason reason, AssetStatus status) {
        return reason instanceof StaleReason.Never
                || reason instanceof StaleReason.Failed && status.last().filter(RecordedAsset::good).isEmpty();
    }

    private static void json(ObjectNode json, AssetStatus status) {
        json.put("key", status.spec().key().toString()).put("kind", status.spec().kind().word());
        if (status.last().isPresent()) {
            RecordedJson.ended(json, status.last().get());
            json.put("run_id", status.last().get().runId());
        } else {
            json.put("status", NEVER);
        }
        status.built().ifPresent(built -> json.putObject("last_materialized")
                .put("time", built.time().toString())
                .put("duration_ms", built.duration().toMillis())
                .put("run_id", built.runId()));
        status.coverage().ifPresent(coverage -> coverage.addTo(json.putObject("coverage")));
        ArrayNode reasons = json.putArray("stale");
        status.stale().forEach(reason -> {
            ObjectNode node = reasons.addObject().put("reason", reason.word()).put("text", reason.text());
            reason.upstream().ifPresent(upstream -> node.put("upstream", upstream.toString()));
            if (reason instanceof StaleReason.Failed failed && !failed.partitions().isEmpty()) {
                failed.partitions().forEach(node.putArray("partitions")::add);
            }
        });
    }
}
