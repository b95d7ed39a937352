package dev.rockyjava.cli;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.run.AssetOutcome;
import dev.rockyjava.run.OutcomeStatus;
import dev.rockyjava.run.RunEvent;
import dev.rockyjava.run.RunListener;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/** A line for each asset as soon as its outcome stands; on a terminal also what is being worked on. */
final class RunProgress implements RunListener {

    private final Terminal terminal;
    private final boolean engineLog;
    private final SortedSet<AssetKey> running = new TreeSet<>();
    private int steps;
    private int done;

    RunProgress(Terminal terminal, boolean engineLog) {
        this.terminal = terminal;
        this.engineLog = engineLog;
    }

    @Override
    public void onEvent(RunEvent event) {
        if (event instanceof RunEvent.RunStarted started) {
            steps = started.plan().steps().size();
            terminal.say("run " + started.runId() + ": " + steps + (steps == 1 ? " asset" : " assets"));
        } else if (event instanceof RunEvent.AssetStarted started) {
            running.add(started.key());
        } else if (event instanceof RunEvent.AssetRetried retried) {
            say(retried.key() + ": try " + retried.attempt() + " of " + retried.attempts() + " failed, the next is in "
                    + Texts.seconds(retried.delay()) + ": " + firstLine(retried.reason()));
        } else if (event instanceof RunEvent.EngineLog log && engineLog) {
            say(log.key() + " | " + log.line());
        } else if (event instanceof RunEvent.AssetFinished finished) {
            finished(finished.outcome());
        }
        terminal.sayForNow(running.isEmpty() ? "" : "running: " + shortened());
    }

    private void finished(AssetOutcome outcome) {
        running.remove(outcome.key());
        int width = String.valueOf(steps).length();
        String line = String.format(
                Locale.ROOT,
                "[%" + width + "d/%d] %-12s %8s  %s",
                ++done,
                steps,
                outcome.status().word(),
                Texts.seconds(outcome.duration()),
                outcome.key());
        boolean tellWhy = outcome.status() == OutcomeStatus.FAILED || outcome.status() == OutcomeStatus.SKIPPED;
        say(line + (tellWhy ? ": " + firstLine(outcome.reason().orElse("no reason given")) : ""));
    }

    private void say(String line) {
        terminal.forget();
        terminal.say(line);
    }

    // One line of a terminal; a longer one could not be written over.
    private String shortened() {
        String first = String.valueOf(running.first());
        String more = running.size() > 1 ? " and " + (running.size() - 1) + " more" : "";
        return (first.length() > 50 ? "…" + first.substring(first.length() - 49) : first) + more;
    }

    private static String firstLine(String text) {
        List<String> lines = text.strip().lines().map(String::strip).filter(line -> !line.isEmpty()).limit(2).toList();
        // "The engine said:" alone says nothing.
        boolean goesOn = lines.size() > 1 && lines.get(0).endsWith(":");
        return goesOn ? lines.get(0) + " " + lines.get(1) : lines.isEmpty() ? "" : lines.get(0);
    }
}
