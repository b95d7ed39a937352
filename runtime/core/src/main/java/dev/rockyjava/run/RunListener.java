package dev.rockyjava.run;

/** Receives the events of a run. */
@FunctionalInterface
public interface RunListener {

    /**
     * Called for each event, one at a time and in order, on a dedicated thread of the run. The run doesn't wait for
     * listeners, except that it waits up to ten seconds at the end so that listeners normally receive
     * {@link RunEvent.RunFinished} before {@link Materializer#run} returns. A very slow listener may miss
     * {@link RunEvent.EngineLog} lines, but no other event. Exceptions are logged and otherwise ignored.
     */
    void onEvent(RunEvent event);
}
