package dev.rockyjava.spring;

import dev.rockyjava.engine.RockyEngine;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The project's health for the actuator of Spring Boot 3. */
@AutoConfiguration(after = RockyAutoConfiguration.class)
@ConditionalOnClass(HealthIndicator.class)
@ConditionalOnEnabledHealthIndicator("rocky")
public class Boot3HealthAutoConfiguration {

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
