package dev.rockyjava.spring;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Starts schedules when the application has started, and ends all that works for it when it ends: schedules and runs first,
 * at Spring's last phase, so that engines have the time that Boot gives to a phase, and before the beans are destroyed that
 * runs use.
 */
final class RockyLifecycle implements SmartLifecycle, ApplicationListener<ContextClosedEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(RockyLifecycle.class);

    private final ApplicationContext context;
    private final RunsInProgress runs;
    private final RunSchedule schedule;
    private final SnapshotRefreshes refreshes;
    private volatile boolean running;

    RockyLifecycle(ApplicationContext context, RunsInProgress runs, RunSchedule schedule, SnapshotRefreshes refreshes) {
        this.context = context;
        this.runs = runs;
        this.schedule = schedule;
        this.refreshes = refreshes;
    }

    @Override
    public void start() {
        schedule.start();
        refreshes.start();
        running = true;
    }

    /** Cancels all runs, once and for all. A context that is only stopped may be started again, and keeps what others run. */
    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        if (event.getApplicationContext() == context) {
            runs.token().cancel();
        }
    }

    @Override
    public void stop(Runnable callback) {
        schedule.stop();
        refreshes.stop();
        Thread waiting = new Thread(() -> {
            try {
                schedule.awaitEnd();
                refreshes.awaitEnd();
                if (runs.token().cancelled()) {
                    runs.awaitEnd();
                }
            } catch (InterruptedException e) {
                LOG.debug("not waited for the end of what was running", e);
            } finally {
                running = false;
                callback.run();
            }
        }, "rocky-shutdown-wait");
        waiting.setDaemon(true);
        waiting.start();
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
