package io.dbstream.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTest {
    private final AllowedHosts hosts = AllowedHosts.thisMachineAnd(Set.of("api-server", "Dbstream.Example"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1:8020",
                "127.0.0.1",
                "0.0.0.0:8020",
                "192.168.1.5:8020",
                "[::1]:8020",
                "[::1]",
                "localhost:8020",
                "LocalHost",
                "api-server:8020",
                "dbstream.example"
            })
    void addressesAndKnownNamesAreAllowed(String header) {
        assertThat(hosts.allow(header)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8020",
                "127.0.0.1.evil.example:8020",
                "localhost.evil.example",
                "api-server.evil.example",
                "[evil.example]:8020",
                "127.0.0.1@evil.example",
                "a:b:c",
                ""
            })
    void otherNamesAreNot(String header) {
        assertThat(hosts.allow(header)).isFalse();
        assertThat(AllowedHosts.any().allow(header)).isTrue();
    }

    @Test
    void aRequestWithoutAHostIsNoBrowsers() {
        assertThat(hosts.allow(null)).isTrue();
    }
}
