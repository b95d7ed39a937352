package dev.rockyjava.cli;

import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.cli.screen.CommandTexts;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.history.RecordedRun;
import dev.rockyjava.run.history.RunHistory;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Resumes a run. */
@Command(
        name = "resume",
        description = """
                Finish a run that failed, was interrupted or crashed: re-run only the assets that its journal doesn't \
                record as successful.""",
        footer = {
            "",
            """
            Assets, partitions and execution mode are those of the run, and so are the executed kinds, to which --execute \
            adds others; everything else is taken from the options here. A run is refused if its definitions have since changed in a way that matters.""",
            "",
            "Examples:",
            "  resume",
            "  resume k3x9ab --retries 5"
        })
final class ResumeCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(
            arity = "0..1",
            paramLabel = "RUN",
            description = "The run, or the beginning or the end of its name. Default: the newest.")
    private @Nullable String run;

    @Option(
            names = "--repeat-unknown",
            description = """
                    Also repeat assets that add rows and may already have added them: loads, and models and \
                    replications with the strategy incremental, whose call was killed, timed out, or failed partway. \
                    Otherwise such an asset fails, and the message says where to look.""")
    private boolean repeatUnknown;

    @Option(
            names = "--execute",
            split = ",",
            paramLabel = "KIND",
            completionCandidates = RunOptions.Kinds.class,
            converter = RunOptions.KindConverter.class,
            description = """
                    Execute nodes of these kinds, too, even if the run gave them a placeholder: ${COMPLETION-CANDIDATES}. \
                    For a run that failed because nothing had loaded its seeds.""")
    private List<NodeKind> execute = List.of();

    @Mixin
    private ExecutionOptions options = new ExecutionOptions();

    ResumeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return options.notification().during(session, this::resumed);
    }

    private int resumed() {
        Definitions definitions = session.definitions();
        RunExecution execution = new RunExecution(session, definitions, options);
        String name = chosen(execution.journal()).runId();
        try (RockyEngine engine = options.remote().engine(session, definitions)) {
            Materializer materializer = session.workspace().component().materializer(definitions, engine)
                    .execute(execute.toArray(NodeKind[]::new));
            return execution.execute(engine, execution.prepared(materializer, definitions, engine), prepared ->
                    (repeatUnknown ? prepared.repeatUnknown() : prepared).resume(name));
        }
    }

    private RecordedRun chosen(JournalFolder journal) {
        RunHistory history = journal.history();
        List<RecordedRun> runs = history.runs();
        if (run != null) {
            RecordedRun named = journal.run(history, run);
            if (!named.resumable()) {
                throw new UsageException("the run " + named.runId() + " has nothing left to do: all of its "
                        + named.assets().size() + " assets are good");
            }
            return named;
        }
        if (runs.isEmpty()) {
            throw new UsageException("nothing can be resumed: " + journal.nothing());
        }
        // A run that is still running belongs to another process.
        List<RecordedRun> ended = runs.stream().filter(recorded -> !journal.goesOn(recorded.runId())).toList();
        if (ended.isEmpty()) {
            throw new UsageException("nothing can be resumed: the only run goes on now");
        }
        RecordedRun newest = ended.get(0);
        if (!newest.resumable()) {
            throw new UsageException(nothingLeft(newest, ended.stream().filter(RecordedRun::resumable).toList()));
        }
        session.terminal().say("resuming the run of " + CommandTexts.moment(newest.started()) + " UTC");
        return newest;
    }

    // A newer run may have built what an older one left; only the user can decide that.
    private static String nothingLeft(RecordedRun newest, List<RecordedRun> older) {
        String nothing = "the newest run, " + newest.runId() + ", has nothing left to do";
        if (older.isEmpty()) {
            return nothing + ", and no older one has";
        }
        return nothing + "; " + (older.size() == 1 ? "1 older run has" : older.size() + " older runs have")
                + " something left, " + older.get(0).runId() + (older.size() == 1 ? "" : " for one")
                + ": name a run to resume it, 'history' lists all";
    }
}
