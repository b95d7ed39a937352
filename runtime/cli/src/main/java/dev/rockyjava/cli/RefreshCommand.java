package dev.rockyjava.cli;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.cli.json.CompileProblemsJson;
import dev.rockyjava.cli.json.DiffJson;
import dev.rockyjava.cli.screen.RefreshProgress;
import dev.rockyjava.engine.EngineInterruptedException;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.refresh.RefreshResult;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** Writes a new snapshot. */
@Command(
        name = "refresh",
        description = "Query the engine, write the snapshot, and print what changed.",
        footer = {
            "",
            "The file is replaced atomically, and never by an unusable snapshot.",
            "",
            "In CI, to detect an outdated snapshot:",
            "  refresh --check"
        })
final class RefreshCommand implements Callable<Integer> {

    private final Session session;

    @Option(
            names = "--check",
            description = """
                    Write nothing; exit with status 4 if a refresh would write a snapshot that differs in more than advice, \
                    sync times and counts, which each run changes.""")
    private boolean check;

    RefreshCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        RefreshResult result = result();
        if (session.json()) {
            ObjectNode json = session.object()
                    .put("snapshot", result.snapshot().toString())
                    .put("written", result.written())
                    .put("created", result.created())
                    .put("differs", result.differs())
                    .put("complete", result.complete())
                    .put("assets", result.definitions().keys().size());
            json.set("diff", DiffJson.of(result.diff()));
            CompileProblemsJson.addTo(json.putArray("compile_problems"), result.compileProblems());
            session.print(json);
        } else {
            session.terminal().print(result.text());
        }
        if (!result.complete()) {
            session.terminal().say("the snapshot is incomplete, as the engine's compile or discover failed; mend what is"
                    + " said above and refresh again");
            return ExitCodes.FAILED;
        }
        return check && result.changed() ? ExitCodes.DIFFERENT : ExitCodes.OK;
    }

    private RefreshResult result() {
        Thread working = Thread.currentThread();
        RefreshProgress progress = new RefreshProgress(session.terminal());
        try (RockyEngine engine = session.engine()) {
            session.warnOfState(engine);
            RockyComponent component = session.workspace().component().withWriteListener(progress);
            return session.stopping().during(
                    working::interrupt,
                    () -> check ? component.previewRefresh(engine) : component.refresh(engine));
        } catch (RuntimeException e) {
            boolean ended = session.stopping().stopped() || e instanceof EngineInterruptedException;
            if (ended && !progress.written()) {
                throw new StoppedException("interrupted; the snapshot stays as it was", e);
            }
            throw e;
        } finally {
            session.terminal().forget();
        }
    }
}
