package io.dbstream.api.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dbstream.api.FakeWorker;
import io.dbstream.hub.EventHub;
import io.dbstream.hub.HubSettings;
import io.dbstream.hub.NatsHub;
import io.dbstream.sandbox.NatsServer;
import io.dbstream.stream.Side;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole service, with a real NATS that is not always there. */
class ApiServerIT {
    private static final String CONFIG = """
            {"source": {"type": "mysql", "connection": "u:p@tcp(h)/d"},
             "target": {"type": "postgresql", "connection": "postgres://u:p@h/d"}}
            """;

    @TempDir
    private Path directory;

    @Test
    void streamsOutliveTheApiServerAndNats() throws Exception {
        try (NatsServer nats = NatsServer.start(directory);
                EventHub hub = NatsHub.connect(HubSettings.of(nats.url(), "test"))) {
            nats.stop();
            try (ConfigurableApplicationContext api = start(nats)) {
                assertThat(send(api, "GET", "/api/v1/streams/stat", "").statusCode())
                        .isEqualTo(503);
                assertThat(send(api, "GET", "/actuator/health", "").statusCode())
                        .isEqualTo(503);

                nats.start();
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> send(api, "GET", "/actuator/health", "").statusCode() == 200);
                await().atMost(Duration.ofSeconds(20)).until(hub::isConnected);
                FakeWorker reader = new FakeWorker(hub, Side.SOURCE);
                FakeWorker writer = new FakeWorker(hub, Side.TARGET);
                HttpResponse<String> created = send(api, "POST", "/api/v1/streams", CONFIG);
                assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
                reader.leave();
                writer.leave();
            }
            nats.kill();
            nats.start();
            await().atMost(Duration.ofSeconds(20)).until(hub::isConnected);
            FakeWorker reader = new FakeWorker(hub, Side.SOURCE);
            FakeWorker writer = new FakeWorker(hub, Side.TARGET);
            try (ConfigurableApplicationContext api = start(nats)) {
                assertThat(send(api, "GET", "/api/v1/streams/stat", "").body()).contains("\"status\":\"READY\"");
                assertThat(send(api, "DELETE", "/api/v1/streams", "").body())
                        .contains("\"Source\":{\"status\":\"STOPPED\"},\"Target\":{\"status\":\"STOPPED\"}");
            }
            reader.leave();
            writer.leave();
        }
    }

    private static ConfigurableApplicationContext start(NatsServer nats) {
        return SpringApplication.run(ApiServerApplication.class, "--server.port=0", "--dbstream.hub.url=" + nats.url());
    }

    private static HttpResponse<String> send(
            ConfigurableApplicationContext api, String method, String path, String body) throws Exception {
        String port = api.getEnvironment().getRequiredProperty("local.server.port");
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
