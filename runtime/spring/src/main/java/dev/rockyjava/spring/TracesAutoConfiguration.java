package dev.rockyjava.spring;

import dev.rockyjava.telemetry.RockyTraces;
import io.opentelemetry.api.OpenTelemetry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** Traces of runs, where the application has a bean of OpenTelemetry. */
@AutoConfiguration(after = RockyAutoConfiguration.class)
@ConditionalOnClass(OpenTelemetry.class)
public class TracesAutoConfiguration {

    @Bean
    MaterializerCustomizer rockyTraces(ObjectProvider<OpenTelemetry> openTelemetry) {
        return materializer -> {
            OpenTelemetry unique = openTelemetry.getIfUnique();
            return unique == null ? materializer : RockyTraces.of(unique).on(materializer);
        };
    }
}
