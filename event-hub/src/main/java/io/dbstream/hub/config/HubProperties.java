package io.dbstream.hub.config;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where the hub is, and how much it may hold.
 *
 * @param url of NATS; several with commas between them
 * @param maxBytes of one stream; a reader waits while it is full
 */
@ConfigurationProperties("dbstream.hub")
public record HubProperties(
        @DefaultValue("nats://localhost:4222") String url,
        @DefaultValue("1GB") DataSize maxBytes) {
    public HubProperties {
        if (maxBytes.toBytes() <= 0) {
            throw new IllegalArgumentException("dbstream.hub.max-bytes must be above 0");
        }
    }

    /** Nothing of the URL: it may hold a password. */
    @Override
    public String toString() {
        return "HubProperties of " + maxBytes;
    }
}
