package dev.rockyjava.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.RunResult;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An application with a bean of OpenTelemetry, whose runs are traced. */
@Timeout(120)
@DisabledOnOs(OS.WINDOWS)
class TracedApplicationTest {

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Traced {

        @Bean
        InMemorySpanExporter exporter() {
            return InMemorySpanExporter.create();
        }

        @Bean
        OpenTelemetry openTelemetry(InMemorySpanExporter exporter) {
            return OpenTelemetrySdk.builder()
                    .setTracerProvider(SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(exporter)).build())
                    .build();
        }
    }

    @Test
    void itsRunsHaveSpansAndTheEngineReceivesThem(@TempDir Path folder) {
        BakeryProject project = new BakeryProject(folder).withEngine("[ -n \"$model\" ] && echo \"$TRACEPARENT\" >> ../trace-parents");
        try (ConfigurableApplicationContext application =
                project.start(Traced.class, "spring.main.web-application-type=none")) {
            RunResult result = application.getBean(Materializer.class).run();
            assertThat(result.succeeded()).as(result.summary()).isTrue();
            assertThat(application.getBean(InMemorySpanExporter.class).getFinishedSpanItems())
                    .extracting(SpanData::getName)
                    .containsExactly(
                            "rocky run", "materialize bakery/sales/orders", "rocky run", "materialize bakery/sales/revenue", "materialize");
            assertThat(project.read("trace-parents").lines()).hasSize(2).allSatisfy(parent ->
                    assertThat(application.getBean(InMemorySpanExporter.class).getFinishedSpanItems())
                            .anyMatch(span -> parent.contains(span.getTraceId() + "-" + span.getSpanId())));
        }
    }
}
