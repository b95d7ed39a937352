package dev.rockyjava.spring;

import dev.rockyjava.engine.RockyEngine;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** The project's health for Spring Boot 4, which has the same types as Boot 3 under other names. */
@AutoConfiguration(after = RockyAutoConfiguration.class)
@ConditionalOnClass(HealthIndicator.class)
@ConditionalOnEnabledHealthIndicator("rocky")
public class Boot4HealthAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = "rockyHealthIndicator")
    HealthIndicator rockyHealthIndicator(ProjectState state, RockyEngine engine) {
        ProjectHealth health = new ProjectHealth(state, engine);
        return () -> {
            ProjectHealth.Finding found = health.now();
            return (found.isUp() ? Health.up() : Health.down()).withDetails(found.details()).build();
        };
    }
}
