package io.dbstream.hub.config;

import io.dbstream.hub.HubAccess;
import io.dbstream.hub.HubSettings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where the hub is, and how much it may hold.
 *
 * @param url of NATS; several with commas between them
 * @param user where the URL names none
 * @param credentials the file with a user's token and seed
 * @param ca the file with the authorities that may have signed the certificate of NATS; empty for those that Java trusts
 * @param cert the file with this service's own certificate
 * @param key the file with its key
 * @param maxBytes of one stream; a reader waits while it is full
 */
@ConfigurationProperties("dbstream.hub")
public record HubProperties(
        @DefaultValue("nats://localhost:4222") String url,
        @DefaultValue("") String user,
        @DefaultValue("") String password,
        @DefaultValue("") String token,
        @DefaultValue("") String credentials,
        @DefaultValue("") String ca,
        @DefaultValue("") String cert,
        @DefaultValue("") String key,
        @DefaultValue("1GB") DataSize maxBytes) {
    public HubProperties {
        if (maxBytes.toBytes() <= 0) {
            throw new IllegalArgumentException("dbstream.hub.max-bytes must be above 0");
        }
    }

    HubSettings settings(String connectionName) {
        return HubSettings.of(url, connectionName, HubAccess.of(user, password, token, credentials, ca, cert, key));
    }

    /** Nothing of the URL: it may hold a password. */
    @Override
    public String toString() {
        return "HubProperties of " + maxBytes;
    }
}
