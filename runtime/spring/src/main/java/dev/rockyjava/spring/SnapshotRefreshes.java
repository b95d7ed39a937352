package dev.rockyjava.spring;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.refresh.RefreshResult;
import dev.rockyjava.refresh.RefreshScheduler;
import dev.rockyjava.spring.RockyProperties.Refresh;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Refreshes the snapshot every so often, if the application wants it. */
final class SnapshotRefreshes {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotRefreshes.class);

    private final RockyComponent component;
    private final RockyEngine engine;
    private final @Nullable Duration every;
    private final ReentrantLock refreshing = new ReentrantLock();
    private @Nullable RefreshScheduler scheduler;

    private SnapshotRefreshes(RockyComponent component, RockyEngine engine, @Nullable Duration every) {
        this.component = component;
        this.engine = engine;
        this.every = every;
    }

    static SnapshotRefreshes of(Refresh refresh, RockyComponent component, RockyEngine engine) {
        return new SnapshotRefreshes(component, engine, refresh.every());
    }

    void start() {
        if (every != null) {
            scheduler = RefreshScheduler.every(every, this::refresh).listener(SnapshotRefreshes::say).start();
        }
    }

    private RefreshResult refresh() {
        refreshing.lock();
        try {
            return component.refresh(engine);
        } finally {
            refreshing.unlock();
        }
    }

    private static void say(RefreshResult result) {
        if (result.changed()) {
            LOG.warn("{}This application works with the assets that it was started with; compile it again if it has a generated"
                    + " class, and start it again", result.text());
        } else {
            LOG.debug("{}", result.text());
        }
    }

    /** Interrupts the refresh that works, and starts none any more. Returns at once. */
    void stop() {
        if (scheduler != null) {
            scheduler.close();
        }
    }

    /** Waits for the end of the refresh that {@link #stop} has interrupted. */
    void awaitEnd() throws InterruptedException {
        refreshing.lockInterruptibly();
        refreshing.unlock();
    }
}
