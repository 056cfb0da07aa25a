package io.dbstream.api.config;

import java.nio.file.Path;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The REST API.
 *
 * @param key what {@code X-API-Key} must say; empty for no key
 * @param allowedHosts names by which requests may call this server, beside addresses and localhost
 * @param configDirectory where {@code POST /streams?file=} looks
 * @param maxRequestSize the largest configuration
 */
@ConfigurationProperties("dbstream.api")
record ApiProperties(
        @DefaultValue("") String key,
        @DefaultValue Set<String> allowedHosts,
        @DefaultValue("configs") Path configDirectory,
        @DefaultValue("1MB") DataSize maxRequestSize) {
    /** Without the key. */
    @Override
    public String toString() {
        return "configurations of at most " + maxRequestSize + ", also from " + configDirectory;
    }
}
