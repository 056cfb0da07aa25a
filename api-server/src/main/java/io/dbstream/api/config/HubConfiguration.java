package io.dbstream.api.config;

import io.dbstream.hub.EventHub;
import io.dbstream.hub.HubSettings;
import io.dbstream.hub.NatsHub;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The hub on NATS. */
@Configuration(proxyBeanMethods = false)
class HubConfiguration {
    @Bean
    EventHub eventHub(HubProperties properties) {
        return NatsHub.connect(HubSettings.of(properties.url(), "api-server"));
    }
}
