package io.dbstream.api.config;

import io.dbstream.api.ConfigDirectory;
import io.dbstream.api.Housekeeping;
import io.dbstream.api.StreamService;
import io.dbstream.api.rest.ApiGate;
import io.dbstream.api.rest.ConfigurationRequest;
import io.dbstream.api.rest.ErrorAnswers;
import io.dbstream.api.rest.FallbackErrors;
import io.dbstream.api.rest.StreamController;
import io.dbstream.hub.EventHub;
import java.time.Clock;
import java.time.ZoneId;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Puts the service together, but for the hub. */
@Configuration(proxyBeanMethods = false)
@Import({ErrorAnswers.class, FallbackErrors.class})
class ApiServerConfiguration {
    @Bean
    Clock clock() {
        return Clock.system(ZoneId.systemDefault());
    }

    @Bean
    StreamService streamService(EventHub hub, PatienceProperties patience, Clock clock) {
        return new StreamService(hub, patience.patience(), clock);
    }

    @Bean
    Housekeeping housekeeping(EventHub hub, Clock clock) {
        return new Housekeeping(hub, clock);
    }

    @Bean
    StreamController streamController(StreamService streams, ApiProperties api, Clock clock) {
        int maxBytes = Math.toIntExact(api.maxRequestSize().toBytes());
        ConfigDirectory files = new ConfigDirectory(api.configDirectory(), maxBytes);
        return new StreamController(streams, new ConfigurationRequest(files, api.maxRequestSize()), clock.getZone());
    }

    @Bean
    FilterRegistrationBean<ApiGate> apiGate(ApiProperties api) {
        FilterRegistrationBean<ApiGate> registration = new FilterRegistrationBean<>(new ApiGate(api.key()));
        registration.addUrlPatterns("/api/*");
        return registration;
    }

    /** Part of {@code /actuator/health}. */
    @Bean
    HealthIndicator hubHealthIndicator(EventHub hub) {
        return () -> hub.isConnected()
                ? Health.up().build()
                : Health.down()
                        .withDetail("message", "not connected to NATS, trying on")
                        .build();
    }
}
