package io.dbstream.api.config;

import io.dbstream.api.ConfigDirectory;
import io.dbstream.api.DeadLetterService;
import io.dbstream.api.Housekeeping;
import io.dbstream.api.StreamService;
import io.dbstream.api.rest.AllowedHosts;
import io.dbstream.api.rest.ApiGate;
import io.dbstream.api.rest.ConfigurationRequest;
import io.dbstream.api.rest.DeadLetterController;
import io.dbstream.api.rest.ErrorAnswers;
import io.dbstream.api.rest.FallbackErrors;
import io.dbstream.api.rest.StreamController;
import io.dbstream.hub.EventHub;
import io.dbstream.hub.config.HubConfiguration;
import io.dbstream.hub.control.WorkersWatch;
import java.net.InetAddress;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Puts the service together. */
@Configuration(proxyBeanMethods = false)
@Import({HubConfiguration.class, ErrorAnswers.class, FallbackErrors.class})
class ApiServerConfiguration {
    @Bean
    WorkersWatch workersWatch(EventHub hub, Clock clock) {
        return new WorkersWatch(hub, clock);
    }

    @Bean
    StreamService streamService(EventHub hub, PatienceProperties patience, Clock clock, WorkersWatch workers) {
        return new StreamService(hub, patience.patience(), clock, workers::missingSince);
    }

    @Bean
    Housekeeping housekeeping(EventHub hub, Clock clock) {
        return new Housekeeping(hub, clock);
    }

    @Bean
    StreamController streamController(StreamService streams, ApiProperties api, Clock clock) {
        int maxBytes = Math.toIntExact(api.maxRequestSize().toBytes());
        ConfigDirectory files = new ConfigDirectory(api.configDirectory(), maxBytes);
        return new StreamController(streams, new ConfigurationRequest(files, api.maxRequestSize()), clock);
    }

    @Bean
    DeadLetterController deadLetterController(EventHub hub, PatienceProperties patience, Clock clock) {
        return new DeadLetterController(new DeadLetterService(hub, patience.patience(), clock), clock);
    }

    @Bean
    FilterRegistrationBean<ApiGate> apiGate(ApiProperties api, ServerProperties server) {
        ApiGate gate = new ApiGate(api.key(), allowedHosts(api, server.getAddress()));
        FilterRegistrationBean<ApiGate> registration = new FilterRegistrationBean<>(gate);
        registration.addUrlPatterns("/api/*");
        return registration;
    }

    /** Pages of other sites do not know a key; and whoever listens for other machines may be called by whatever name they have for it. */
    private static AllowedHosts allowedHosts(ApiProperties api, @Nullable InetAddress listening) {
        boolean forThisMachineOnly = listening != null && listening.isLoopbackAddress();
        boolean guarded = api.key().isEmpty()
                && (forThisMachineOnly || !api.allowedHosts().isEmpty());
        return guarded ? AllowedHosts.thisMachineAnd(api.allowedHosts()) : AllowedHosts.any();
    }
}
