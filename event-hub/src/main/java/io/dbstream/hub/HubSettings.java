package io.dbstream.hub;

import java.util.Arrays;
import java.util.List;

/**
 * Where NATS is.
 *
 * @param urls {@code nats://host:port}, or {@code tls://}; a user and password may stand before the host
 * @param connectionName what NATS shows for this connection
 */
public record HubSettings(List<String> urls, String connectionName, HubAccess access) {
    public HubSettings {
        urls = urls.stream().map(NatsUrl::parse).toList();
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("the URL of NATS is missing");
        }
    }

    /** Settings with one URL, or several with commas between them, that say all. */
    public static HubSettings of(String urls, String connectionName) {
        return of(urls, connectionName, HubAccess.NONE);
    }

    /** Settings with one URL, or several with commas between them. */
    public static HubSettings of(String urls, String connectionName, HubAccess access) {
        return new HubSettings(
                Arrays.stream(urls.split(","))
                        .map(String::strip)
                        .filter(url -> !url.isEmpty())
                        .toList(),
                connectionName,
                access);
    }

    /** Whether connections are encrypted: to all servers, or to none. */
    boolean isEncrypted() {
        return access.demandsEncryption() || urls.stream().anyMatch(NatsUrl::isEncrypted);
    }

    /** Hosts and ports only: a URL may hold a password. */
    @Override
    public String toString() {
        return String.join(", ", urls.stream().map(NatsUrl::address).toList());
    }
}
