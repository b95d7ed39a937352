package dev.rockyjava.spring;

import dev.rockyjava.run.CancelToken;
import dev.rockyjava.run.RunEvent;
import dev.rockyjava.run.RunListener;
import dev.rockyjava.run.RunResult;
import dev.rockyjava.run.history.RecordedRun;
import java.util.HashSet;
import java.util.Set;

/** The runs of the application that haven't ended, whoever started them, and the token that cancels them all. */
final class RunsInProgress implements RunListener {

    private final CancelToken token = new CancelToken();
    private final Set<String> running = new HashSet<>();

    CancelToken token() {
        return token;
    }

    @Override
    public synchronized void onEvent(RunEvent event) {
        if (event instanceof RunEvent.RunStarted started) {
            running.add(started.runId());
        } else if (event instanceof RunEvent.RunFinished finished) {
            running.remove(finished.result().runId());
            notifyAll();
        }
    }

    /** Returns how a run ended, in words; also of runs of other programs. */
    synchronized String outcome(RecordedRun run) {
        return isRunning(run) ? "running" : run.exitStatus().map(RunResult::outcomeWord).orElse("unfinished");
    }

    synchronized boolean isRunning(RecordedRun run) {
        return running.contains(run.runId());
    }

    synchronized void awaitEnd() throws InterruptedException {
        while (!running.isEmpty()) {
            wait();
        }
    }
}
