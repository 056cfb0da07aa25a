package io.dbstream.hub;

import java.net.URI;
import java.util.Arrays;
import java.util.List;

/**
 * Where NATS is.
 *
 * @param urls {@code nats://host:port}, or {@code tls://}; a user and password may stand before the host
 * @param connectionName what NATS shows for this connection
 */
public record HubSettings(List<String> urls, String connectionName) {
    public HubSettings {
        urls = List.copyOf(urls);
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("the URL of NATS is missing");
        }
    }

    /**
     * Settings with one URL, or several with commas between them.
     */
    public static HubSettings of(String urls, String connectionName) {
        return new HubSettings(
                Arrays.stream(urls.split(","))
                        .map(String::strip)
                        .filter(url -> !url.isEmpty())
                        .toList(),
                connectionName);
    }

    /** Hosts and ports only: a URL may hold a password. */
    @Override
    public String toString() {
        return String.join(", ", urls.stream().map(HubSettings::withoutPassword).toList());
    }

    private static String withoutPassword(String url) {
        String behindUser = url.substring(url.lastIndexOf('@') + 1);
        return behindUser.contains("://") ? URI.create(behindUser).getAuthority() : behindUser;
    }
}
