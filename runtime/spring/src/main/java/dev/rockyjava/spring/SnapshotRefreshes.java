package dev.rockyjava.spring;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.refresh.RefreshResult;
import dev.rockyjava.refresh.RefreshScheduler;
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
    private final CurrentDefinitions definitions;
    private final @Nullable Duration every;
    private final ReentrantLock refreshing = new ReentrantLock();
    private @Nullable RefreshScheduler scheduler;

    /** @param every see {@link RockyProperties.Refresh#every()} */
    SnapshotRefreshes(
            RockyComponent component, RockyEngine engine, CurrentDefinitions definitions, @Nullable Duration every) {
        this.component = component;
        this.engine = engine;
        this.definitions = definitions;
        this.every = every;
    }

    void start() {
        if (every != null) {
            scheduler = RefreshScheduler.every(every, this::refresh).listener(this::refreshed).start();
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

    private void refreshed(RefreshResult result) {
        definitions.refreshed(result.definitions());
        if (!result.changed()) {
            LOG.debug("{}", result.text());
        } else if (definitions.follow()) {
            LOG.info("{}The schedule runs these assets from now on", result.text());
        } else {
            LOG.warn("{}This application works with the assets that it was compiled with; compile it again", result.text());
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
