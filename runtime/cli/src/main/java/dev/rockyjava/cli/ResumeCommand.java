package dev.rockyjava.cli;

import dev.rockyjava.asset.Definitions;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.RecordedRun;
import dev.rockyjava.run.RunHistory;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Goes on with a run. */
@Command(
        name = "resume",
        description = "Finish a run that failed, was interrupted, or whose program ended: what did not end well, "
                + "and nothing "
                + "that did.",
        footer = {
            "",
            "Assets, partitions, executed kinds and execution mode are those of the run; all else is taken from the",
            "options here. A run whose definitions have changed since in a way that matters is refused.",
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
            description = "The run, or the beginning or the end of its name. Default: the newest with something left.")
    private @Nullable String run;

    @Mixin
    private ExecutionOptions options = new ExecutionOptions();

    ResumeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Definitions definitions = session.definitions();
        RunExecution execution = new RunExecution(session, options);
        String name = chosen(execution.journal()).runId();
        try (RockyEngine engine = session.workspace().engine()) {
            Materializer materializer = session.workspace().component().materializer(definitions, engine);
            return execution.execute(engine, execution.prepared(materializer), prepared -> prepared.resume(name));
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
        RecordedRun newest = runs.stream().filter(RecordedRun::resumable).findFirst().orElseThrow(() ->
                new UsageException("nothing is left to resume: all assets of the " + runs.size()
                        + " runs in " + journal.path() + " are good"));
        int newer = runs.indexOf(newest);
        session.terminal().say("resuming the run of " + Texts.moment(newest.started()) + " UTC"
                + (newer == 0 ? "" : "; " + newer + (newer == 1 ? " run" : " runs") + " since then had no such end"));
        return newest;
    }
}
