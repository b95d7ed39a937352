package dev.rockyjava.telemetry;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A span as the variables TRACEPARENT and TRACESTATE, which is the only form that the engine reads. */
final class TraceEnvironment {

    private static final W3CTraceContextPropagator FORM = W3CTraceContextPropagator.getInstance();
    private static final TextMapGetter<Map<String, String>> VARIABLES = new TextMapGetter<>() {
        @Override
        @SuppressWarnings("deprecation") // older versions require it
        public Iterable<String> keys(Map<String, String> environment) {
            return environment.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> environment, String header) {
            return environment == null ? null : environment.get(header.toUpperCase(Locale.ROOT));
        }
    };

    private TraceEnvironment() {}

    static Context parent(Map<String, String> environment) {
        return FORM.extract(Context.root(), environment, VARIABLES);
    }

    /** Returns the variables with those of a span; unchanged if there is no valid one. */
    static Map<String, String> with(Map<String, String> variables, Context context) {
        Map<String, String> own = new TreeMap<>();
        FORM.inject(context, own, (into, header, value) -> {
            if (into != null) {
                into.put(header.toUpperCase(Locale.ROOT), value);
            }
        });
        if (own.isEmpty()) {
            return variables;
        }
        // Otherwise the engine would read the state of another trace, which this program has from what started it.
        own.putIfAbsent("TRACESTATE", "");
        Map<String, String> all = new TreeMap<>(variables);
        all.putAll(own);
        return all;
    }
}
