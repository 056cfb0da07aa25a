package io.dbstream.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbstream.api.config.ApiServerApplication;
import io.dbstream.hub.EventHub;
import io.dbstream.hub.InMemoryHub;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.bean.override.convention.TestBean;

@SpringBootTest(
        classes = ApiServerApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "DBSTREAM_API_KEY=s3cret")
class ApiKeyTest {
    @TestBean
    @SuppressWarnings("NullAway.Init") // Spring sets it.
    private EventHub hub;

    @LocalServerPort
    private int port;

    static EventHub hub() {
        return new InMemoryHub();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/streams",
                "/api/v1/nothing",
                "/api;x=y/v1/streams",
                "/%61pi/v1/streams",
                "/api/v1/../v1/streams",
                "/actuator/../api/v1/streams"
            })
    void theApiWantsTheKey(String path) throws Exception {
        assertRefused(client().get(path));
        assertRefused(client().send("GET", path, "", "X-API-Key", "S3cret"));
        assertRefused(client().send("GET", path, "", "X-API-Key", "s3cret2"));
    }

    @Test
    void whoKnowsTheKeyMayUseTheApi() throws Exception {
        assertThat(hub.streams().list()).isEmpty();
        assertThat(client().send("GET", "/api/v1/streams", "", "X-API-Key", "s3cret")
                        .body())
                .isEqualTo("{\"status\":\"success\",\"data\":[]}");
    }

    @Test
    void healthAndMetricsNeedNoKey() throws Exception {
        assertThat(client().get("/actuator/health").statusCode()).isEqualTo(200);
        assertThat(client().get("/actuator/prometheus").statusCode()).isEqualTo(200);
    }

    private static void assertRefused(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body())
                .isEqualTo("{\"status\":\"error\",\"message\":\"The header X-API-Key is missing or wrong\"}");
    }

    private Client client() {
        return new Client(port);
    }
}
