package dev.rockyjava.internal.thread;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Creates threads that don't keep a program from ending. */
public final class DaemonThreads {

    private DaemonThreads() {}

    /** Returns a thread that isn't started yet. */
    public static Thread of(String name, Runnable work) {
        return of(name, 0, work); // as large as the JVM says
    }

    private static Thread of(String name, long stackBytes, Runnable work) {
        Thread thread = new Thread(null, work, name, stackBytes);
        thread.setDaemon(true);
        return thread;
    }

    /** Returns a thread that has been started. */
    public static Thread start(String name, Runnable work) {
        Thread thread = of(name, work);
        thread.start();
        return thread;
    }

    /** Returns a factory whose threads all have the same name. */
    public static ThreadFactory named(String name) {
        return work -> of(name, work);
    }

    /**
     * Returns a factory whose threads all have the same name.
     *
     * @param stackBytes how large the stack of each may grow, for native code that needs more than Java's
     */
    public static ThreadFactory named(String name, long stackBytes) {
        return work -> of(name, stackBytes, work);
    }

    /** Returns a factory whose threads have the same name, followed by their number from 1. */
    public static ThreadFactory numbered(String name) {
        AtomicInteger count = new AtomicInteger();
        return work -> of(name + count.incrementAndGet(), work);
    }
}
