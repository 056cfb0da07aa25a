package io.dbstream.api.config;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The event hub.
 *
 * @param url where NATS is; several with commas between them
 */
@ConfigurationProperties("dbstream.hub")
record HubProperties(@DefaultValue("nats://localhost:4222") String url) {
    /** Nothing of the URL: it may hold a password. */
    @Override
    public String toString() {
        return "the event hub";
    }
}
