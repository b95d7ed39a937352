package dev.rockyjava.cli;

import dev.rockyjava.asset.Definitions;
import dev.rockyjava.cli.json.EventLines;
import dev.rockyjava.cli.json.RunJson;
import dev.rockyjava.cli.page.RunRecording;
import dev.rockyjava.cli.page.WarehousePage;
import dev.rockyjava.cli.screen.CommandTexts;
import dev.rockyjava.cli.screen.LiveProgress;
import dev.rockyjava.cli.screen.PlainProgress;
import dev.rockyjava.cli.screen.ProgressDisplay;
import dev.rockyjava.cli.screen.RunSummary;
import dev.rockyjava.cli.screen.Style;
import dev.rockyjava.cli.screen.StyledText;
import dev.rockyjava.cli.screen.Terminal;
import dev.rockyjava.cli.screen.TerminalSize;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.internal.text.DurationText;
import dev.rockyjava.run.AssetOutcome;
import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.OutcomeCause;
import dev.rockyjava.run.RunLockedException;
import dev.rockyjava.run.RunResult;
import dev.rockyjava.run.RunWarning;
import dev.rockyjava.run.history.RunHistory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Executes a run with its journal and progress display, and prints the result. */
final class RunExecution {

    private final Session session;
    private final Definitions definitions;
    private final ExecutionOptions options;
    private final JournalFolder journal;

    RunExecution(Session session, Definitions definitions, ExecutionOptions options) {
        this.session = session;
        this.definitions = definitions;
        this.options = options;
        this.journal = options.journal().folder(session);
    }

    JournalFolder journal() {
        return journal;
    }

    /** Returns a materializer with the options, for runs of these definitions on this engine. */
    Materializer prepared(Materializer materializer, Definitions definitions, RockyEngine engine) {
        Materializer chosen = options.apply(materializer, journal).cancelWith(session.stopping().cancel());
        return options.followers().apply(chosen, session, definitions, engine);
    }

    /**
     * Runs, and prints the result.
     *
     * @param how executes the run with a {@link #prepared} materializer
     * @return the exit status
     * @throws dev.rockyjava.engine.EngineException if there is no usable engine, which a run would otherwise report
     *     for each asset
     */
    int execute(RockyEngine engine, Materializer materializer, Function<Materializer, RunResult> how) {
        engine.info();
        session.warnOfState(engine);
        journal.forWriting();
        if (!options.waiting().isZero()) {
            journal.holder().ifPresent(holder -> session.terminal()
                    .say("waiting up to " + DurationText.of(options.waiting()) + " for " + holder));
        }
        RunResult result;
        RunRecording recording = new RunRecording();
        AtomicBoolean began = new AtomicBoolean();
        try (ProgressDisplay progress = progress()) {
            result = session.stopping().during(
                    () -> progress.say(began.get() ? "ending the engine ..." : "stopping ..."),
                    () -> how.apply(materializer.warnings(warning -> say(progress, warning)).listener(event -> {
                        began.set(true);
                        recording.onEvent(event);
                        progress.onEvent(event);
                    })));
        } catch (RunLockedException e) {
            if (session.stopping().stopped()) {
                throw new StoppedException("interrupted while waiting for " + e.holder() + "; nothing was started", e);
            }
            boolean waited = !options.waiting().isZero();
            throw new BusyException((e.leftEngine() ? "" : "another run works on this project: ") + e.holder()
                    + (e.leftEngine() ? ", still works on this project" : "")
                    + (waited ? ", and did not end within " + DurationText.of(options.waiting()) : "")
                    + ". Nothing was started",
                    (waited ? "try again later" : "wait for it with --wait 10m, for example")
                    + (e.leftEngine() ? ", or end it with --end-engines" : ""),
                    e);
        }
        Optional<String> nothingToDo = result.plan().nothingToDo();
        if (nothingToDo.isPresent()) { // another run has just done it
            return nothingToDo(engine, nothingToDo.get());
        }
        print(result);
        boolean reported = report(engine, page -> page.run(recording));
        options.notification().ended(session, result, reported ? options.report() : Optional.empty());
        int status = session.exitStatus(result);
        return status == ExitCodes.OK && !reported ? ExitCodes.FAILED : status;
    }

    /**
     * Prints that a run has nothing to do. The report is then a page without a new run.
     *
     * @return the exit status
     */
    int nothingToDo(RockyEngine engine, String why) {
        int status = session.nothingToDo(why);
        return report(engine, page -> page) ? status : ExitCodes.FAILED;
    }

    /** Writes the report, if one is wanted, and returns false if that failed. */
    private boolean report(RockyEngine engine, UnaryOperator<WarehousePage> change) {
        if (options.report().isEmpty()) {
            return true;
        }
        Path file = options.report().get();
        try {
            WarehousePage page = WarehousePage.of(session.workspace().component(), definitions).journal(journal.path()).commandsOf(engine);
            change.apply(page).write(file);
            session.terminal().say("report in " + file);
            return true;
        } catch (IOException | RuntimeException e) { // the run is over, and its result stands
            session.terminal().warn("the report can't be written to " + file + ": " + e);
            return false;
        }
    }

    private void say(ProgressDisplay progress, RunWarning warning) {
        if (warning instanceof RunWarning.WaitsForLeftEngine waits) {
            progress.say("waiting up to " + DurationText.of(options.waiting()) + " for " + waits.engine().description());
        } else if (warning instanceof RunWarning.EndsLeftEngine) {
            progress.say(warning.message());
        } else {
            progress.warn(warning.message());
        }
    }

    private ProgressDisplay progress() {
        boolean log = options.engineLog() || session.options().verbose();
        if (session.options().jsonLines()) {
            return new EventLines(
                    new RunJson(session::exitStatus), session::print, session.terminal()::say, log);
        }
        Terminal terminal = session.terminal();
        if (!terminal.interactive()) {
            return new PlainProgress(terminal, log);
        }
        return new LiveProgress(
                        terminal,
                        TerminalSize.ofProcess(),
                        () -> RunHistory.usualDurations(journal.path()),
                        options.parallelism(),
                        log)
                .start();
    }

    private void print(RunResult result) {
        if (session.options().jsonLines()) {
            return; // the last event had it all
        }
        if (session.json()) {
            session.print(new RunJson(session::exitStatus).of(result));
            return;
        }
        String headline = result.toString();
        Style style = result.succeeded() ? Style.GOOD : result.interrupted() ? Style.CAUTION : Style.BAD;
        String fitted = CommandTexts.fitted(RunSummary.of(result).substring(headline.length()), session.terminal().width());
        session.terminal().print(StyledText.of(headline, style).add(fitted));
        if (!result.succeeded()) {
            session.terminal().line("next");
            List<String> resume = new ArrayList<>(List.of("resume", result.runId()));
            List<OutcomeCause.UpstreamNotLoaded> missing = result.outcomes().values().stream()
                    .flatMap(outcome -> outcome.cause().stream())
                    .filter(OutcomeCause.UpstreamNotLoaded.class::isInstance)
                    .map(OutcomeCause.UpstreamNotLoaded.class::cast)
                    .distinct()
                    .toList();
            missing.stream()
                    .filter(OutcomeCause.UpstreamNotLoaded::inRun)
                    .flatMap(cause -> cause.kinds().stream())
                    .distinct()
                    .forEach(kind -> resume.addAll(List.of("--execute", kind.word())));
            missing.stream()
                    .filter(cause -> !cause.inRun())
                    .map(cause -> command(CommandTexts.loading(cause).toArray(String[]::new)))
                    .distinct()
                    .forEach(load -> session.terminal().line("  " + load + "    load what is missing"));
            session.terminal().line("  " + command(resume.toArray(String[]::new)) + "    finish what is left");
            session.terminal().line("  " + command("history", result.runId()) + "   see all of it");
            if (result.outcomes().values().stream().anyMatch(AssetOutcome::outOfTime)) {
                session.terminal().line("  more time: --timeout for a call of the engine, --asset-timeout, --run-timeout");
            }
        }
    }

    private String command(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        session.places().forEach((option, place) -> all.addAll(List.of(option, place)));
        journal.named().ifPresent(folder -> all.addAll(List.of("--journal", folder.toString())));
        return session.callLine().with(all);
    }
}
