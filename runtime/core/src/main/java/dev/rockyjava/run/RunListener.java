package dev.rockyjava.run;

/** Receives the events of a run. */
@FunctionalInterface
public interface RunListener {

    /**
     * Called for each event, one at a time and in order. {@link RunEvent.EngineLog} may come on another thread than the
     * rest. It must not block for long, as the run waits for it. What it throws is logged and otherwise ignored.
     */
    void onEvent(RunEvent event);
}
