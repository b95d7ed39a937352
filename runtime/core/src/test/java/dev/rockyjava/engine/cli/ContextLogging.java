package dev.rockyjava.engine.cli;

import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.MDC;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/** Logging that prints everything, the context first. */
@SuppressWarnings("exports")
public final class ContextLogging implements SLF4JServiceProvider {

    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter context = new Context();

    /** For slf4j. */
    public ContextLogging() {}

    @Override
    public ILoggerFactory getLoggerFactory() {
        return Lines::new;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return context;
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99";
    }

    @Override
    public void initialize() {}

    /** A new thread begins with none, as with the logging that programs use; slf4j's own adapter would inherit it. */
    private static final class Context implements MDCAdapter {

        private final ThreadLocal<Map<String, String>> values = ThreadLocal.withInitial(TreeMap::new);

        @Override
        public void put(String key, @Nullable String value) {
            values.get().put(key, String.valueOf(value));
        }

        @Override
        public @Nullable String get(String key) {
            return values.get().get(key);
        }

        @Override
        public void remove(String key) {
            values.get().remove(key);
        }

        @Override
        public void clear() {
            values.remove();
        }

        @Override
        public Map<String, String> getCopyOfContextMap() {
            return new TreeMap<>(values.get());
        }

        @Override
        public void setContextMap(@Nullable Map<String, String> map) {
            values.set(map == null ? new TreeMap<>() : new TreeMap<>(map));
        }

        @Override
        public void pushByKey(String key, String value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String popByKey(String key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Deque<String> getCopyOfDequeByKey(String key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void clearDequeByKey(String key) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class Lines extends LegacyAbstractLogger {

        private static final long serialVersionUID = 1L;

        Lines(String name) {
            this.name = name;
        }

        @Override
        protected @Nullable String getFullyQualifiedCallerName() {
            return null;
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level,
                @Nullable Marker marker,
                String message,
                Object @Nullable [] arguments,
                @Nullable Throwable thrown) {
            String shown = String.valueOf(MDC.getCopyOfContextMap()).replaceAll("^\\{|}$", "");
            System.out.println("[" + shown + "] " + MessageFormatter.basicArrayFormat(message, arguments));
        }

        @Override
        public boolean isTraceEnabled() {
            return true;
        }

        @Override
        public boolean isDebugEnabled() {
            return true;
        }

        @Override
        public boolean isInfoEnabled() {
            return true;
        }

        @Override
        public boolean isWarnEnabled() {
            return true;
        }

        @Override
        public boolean isErrorEnabled() {
            return true;
        }
    }
}
