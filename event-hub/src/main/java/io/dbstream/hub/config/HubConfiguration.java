package io.dbstream.hub.config;

import io.dbstream.hub.EventHub;
import io.dbstream.hub.NatsHub;
import io.dbstream.memory.MemoryBudget;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.ZoneId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The hub as every service has it: connected to NATS, part of its health and its metrics. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HubProperties.class)
public class HubConfiguration {
    @Bean
    Clock clock() {
        return Clock.system(ZoneId.systemDefault());
    }

    @Bean
    MemoryBudget memoryBudget() {
        return MemoryBudget.ofHeap();
    }

    @Bean(destroyMethod = "close")
    EventHub eventHub(HubProperties properties, @Value("${spring.application.name}") String service) {
        return NatsHub.connect(properties.settings(service));
    }

    @Bean
    HealthIndicator natsHealthIndicator(EventHub hub) {
        return () -> hub.isConnected()
                ? Health.up().build()
                : Health.down().withDetail("reason", "not connected to NATS").build();
    }

    @Bean
    MeterBinder hubMetrics(EventHub hub) {
        return registry -> Gauge.builder("dbstream.hub.connected", hub, each -> each.isConnected() ? 1 : 0)
                .description("Whether the connection to NATS stands")
                .register(registry);
    }

    @Bean
    MeterBinder memoryMetrics(MemoryBudget budget) {
        return registry -> {
            Gauge.builder("dbstream.memory.held.bytes", budget, MemoryBudget::held)
                    .description("What the streams of this service hold of the memory that they share")
                    .register(registry);
            Gauge.builder("dbstream.memory.budget.bytes", budget, MemoryBudget::total)
                    .description("The memory that the streams of this service share: a quarter of the heap")
                    .register(registry);
        };
    }
}
