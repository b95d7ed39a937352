package dev.rockyjava.internal.thread;

import java.util.concurrent.ThreadFactory;

/** Threads that cost little while they wait, where the JDK has them. */
public final class VirtualThreads {

    /** Before JDK 24 those that wait inside a synchronized method keep the few threads that carry them all (JEP 491). */
    public static final boolean SUPPORTED = Runtime.version().feature() >= 24;

    private VirtualThreads() {}

    /** Returns a factory of virtual threads, named and numbered from 1; of daemon threads if the JDK has none. */
    public static ThreadFactory numbered(String name) {
        return SUPPORTED ? virtual(name) : DaemonThreads.numbered(name);
    }

    // The language level is that of Java 17.
    private static ThreadFactory virtual(String name) {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            builder = type.getMethod("name", String.class, long.class).invoke(builder, name, 1L);
            return (ThreadFactory) type.getMethod("factory").invoke(builder);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JDK has no virtual threads", e);
        }
    }
}
