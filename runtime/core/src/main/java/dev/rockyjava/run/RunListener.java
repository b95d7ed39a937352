package dev.rockyjava.run;

/** Receives the events of a run. */
@FunctionalInterface
public interface RunListener {

    /**
     * Called for each event, one at a time and in order, on a thread of the run's own. The run doesn't wait for it, but
     * for up to ten seconds at the end, so that {@link RunEvent.RunFinished} has normally been heard when
     * {@link Materializer#run} returns. A listener that is very slow may miss {@link RunEvent.EngineLog} lines, nothing
     * else. What it throws is logged and otherwise ignored.
     */
    void onEvent(RunEvent event);
}
