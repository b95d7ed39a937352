package dev.rockyjava.internal.run.control;

import dev.rockyjava.asset.AssetKey;
import java.util.function.Supplier;
import org.slf4j.MDC;

/** Sets the logging context during some work, and restores the caller's values afterwards. */
public final class LogContext {

    private LogContext() {}

    public static <T> T ofRun(String runId, Supplier<T> work) {
        return with("rocky.run", runId, work);
    }

    public static <T> T ofAsset(AssetKey key, Supplier<T> work) {
        return with("rocky.asset", key.toString(), work);
    }

    public static void ofRun(String runId, Runnable work) {
        ofRun(runId, () -> done(work));
    }

    public static void ofAsset(AssetKey key, Runnable work) {
        ofAsset(key, () -> done(work));
    }

    private static boolean done(Runnable work) {
        work.run();
        return true;
    }

    private static <T> T with(String name, String value, Supplier<T> work) {
        String before = MDC.get(name);
        MDC.put(name, value);
        try {
            return work.get();
        } finally {
            if (before == null) {
                MDC.remove(name);
            } else {
                MDC.put(name, before);
            }
        }
    }
}
