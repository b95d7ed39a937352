package dev.rockyjava.refresh;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A timer that waits for nothing: each task is done when a test says so. */
final class ManualTimer implements RefreshTimer {

    final List<Duration> waits = new ArrayList<>();
    final Deque<Runnable> waiting = new ArrayDeque<>();
    boolean closed;

    @Override
    public void after(Duration wait, Runnable task) {
        waits.add(wait);
        waiting.add(task);
    }

    void next() {
        waiting.remove().run();
    }

    @Override
    public void close() {
        closed = true;
        waiting.clear();
    }
}
