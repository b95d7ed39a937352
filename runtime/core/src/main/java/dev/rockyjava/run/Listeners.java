package dev.rockyjava.run;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands events to the listeners one at a time: engine log lines arrive on threads of their own. */
final class Listeners {

    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final List<RunListener> listeners;
    private boolean finished;

    Listeners(List<RunListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    synchronized void publish(RunEvent event) {
        if (finished) {
            return; // a log line that comes late; RunFinished is the last event
        }
        finished = event instanceof RunEvent.RunFinished;
        for (RunListener listener : listeners) {
            try {
                listener.onEvent(event);
            } catch (Throwable e) { // whatever a listener does, the run's outcome must not depend on it
                LOG.warn("a run listener threw on {}; the run goes on", event.getClass().getSimpleName(), e);
            }
        }
    }
}
