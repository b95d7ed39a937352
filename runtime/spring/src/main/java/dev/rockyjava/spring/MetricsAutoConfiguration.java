package dev.rockyjava.spring;

import dev.rockyjava.telemetry.RockyMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Metrics of runs, where Micrometer is on the class path. */
@AutoConfiguration(after = RockyAutoConfiguration.class)
@ConditionalOnClass(MeterRegistry.class)
public class MetricsAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    RockyMetrics rockyMetrics(ProjectState state) {
        return RockyMetrics.ofProject(state::snapshotWritten, state::stale);
    }
}
