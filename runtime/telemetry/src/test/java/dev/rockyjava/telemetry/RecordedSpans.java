package dev.rockyjava.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;

/** The real SDK, which keeps all spans that have ended. */
final class RecordedSpans {

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final OpenTelemetry openTelemetry = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(exporter)).build())
            .build();

    OpenTelemetry openTelemetry() {
        return openTelemetry;
    }

    List<SpanData> all() {
        return exporter.getFinishedSpanItems();
    }

    List<SpanData> named(String name) {
        return all().stream().filter(span -> span.getName().equals(name)).toList();
    }

    SpanData only(String name) {
        assertThat(named(name)).as("spans named %s among %s", name, all()).hasSize(1);
        return named(name).get(0);
    }

    List<SpanData> below(SpanData parent) {
        return all().stream().filter(span -> isBelow(span, parent)).toList();
    }

    static boolean isBelow(SpanData span, SpanData parent) {
        return span.getTraceId().equals(parent.getTraceId()) && span.getParentSpanId().equals(parent.getSpanId());
    }
}
