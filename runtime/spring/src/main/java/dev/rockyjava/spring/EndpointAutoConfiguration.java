package dev.rockyjava.spring;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The endpoint {@code rocky} of the actuator. */
@AutoConfiguration(after = RockyAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnAvailableEndpoint(endpoint = RockyEndpoint.class)
public class EndpointAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    RockyEndpoint rockyEndpoint(ProjectState state, RunSchedule schedule) {
        return new RockyEndpoint(state, schedule);
    }
}
