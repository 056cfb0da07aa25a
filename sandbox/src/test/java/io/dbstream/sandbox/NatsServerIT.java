package io.dbstream.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.api.StreamConfiguration;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

// A jnats connection may be interrupted when it is closed, of which javac warns wherever one is a resource.
@SuppressWarnings("try")
final class NatsServerIT {
    @TempDir
    private Path directory;

    @Test
    void keepsWhatJetStreamStoredWhenItIsKilledAndWhenItIsStopped() throws Exception {
        try (var server = NatsServer.start(directory)) {
            try (Connection connection = Nats.connect(server.url())) {
                connection
                        .jetStreamManagement()
                        .addStream(StreamConfiguration.builder()
                                .name("changes")
                                .subjects("changes")
                                .build());
                connection.jetStream().publish("changes", "one".getBytes(StandardCharsets.UTF_8));
            }
            server.kill();
            server.start();
            try (Connection connection = Nats.connect(server.url())) {
                connection.jetStream().publish("changes", "two".getBytes(StandardCharsets.UTF_8));
            }
            server.stop();
            server.start();

            try (Connection connection = Nats.connect(server.url())) {
                var management = connection.jetStreamManagement();
                assertThat(management.getMessage("changes", 1).getData())
                        .asString()
                        .isEqualTo("one");
                assertThat(management.getMessage("changes", 2).getData())
                        .asString()
                        .isEqualTo("two");
            }
        }
    }

    @Test
    void runsTwiceSideBySideAndTakesLargeMessages() throws Exception {
        try (var one = NatsServer.start(directory.resolve("one"));
                var other = NatsServer.start(directory.resolve("other"));
                Connection connection = Nats.connect(other.url())) {
            assertThat(one.port()).isNotEqualTo(other.port());
            assertThat(connection.getServerInfo().isJetStreamAvailable()).isTrue();
            assertThat(connection.getMaxPayload()).isEqualTo(32L << 20);
        }
    }
}
