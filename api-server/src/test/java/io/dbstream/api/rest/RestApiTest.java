package io.dbstream.api.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dbstream.api.FakeWorker;
import io.dbstream.api.FakeWorker.Answer;
import io.dbstream.api.config.ApiServerApplication;
import io.dbstream.error.ErrorKind;
import io.dbstream.hub.Directory;
import io.dbstream.hub.EventHub;
import io.dbstream.hub.InMemoryHub;
import io.dbstream.stream.Phase;
import io.dbstream.stream.Side;
import io.dbstream.stream.SideStatus;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.bean.override.convention.TestBean;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The requests and answers of the product description, to the letter, and every way to get them wrong. */
@SpringBootTest(
        classes = ApiServerApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "DBSTREAM_ALLOWED_HOSTS=dbstream.example,other.example",
            "dbstream.patience.pick-up=1s",
            "dbstream.patience.ready=3s",
            "dbstream.patience.obey=2s",
            "dbstream.housekeeping.interval=50ms",
            "dbstream.api.config-directory=target/test-configs",
            "dbstream.api.max-request-size=4KB"
        })
class RestApiTest {
    private static final String EXAMPLE = """
            {
              "source": {
                "type": "mysql",
                "connection": "mysql_user:passw0rd@tcp(0.0.0.0:3306)/Source?tls=true",
                "settings": {
                  "sslCA": "../../config/mysql/client-ssl/ca.pem",
                  "sslCert": "../../config/mysql/client-ssl/client-cert.pem",
                  "sslKey": "../../config/mysql/client-ssl/client-key.pem"
                },
                "filter": {
                  "tables": [
                    { "name": "products1", "operations": ["insert", "update", "delete"] },
                    { "name": "products2", "operations": ["insert", "update", "delete"] },
                    { "name": "products3", "operations": ["insert", "update", "delete"] }
                  ]
                }
              },
              "target": {
                "type": "postgresql",
                "connection": "postgres://postgres:postgres@localhost:5432/destination?sslmode=verify-ca&sslrootcert=../../config/postgresql/certs/ca.crt&sslkey=../../config/postgresql/certs/client.key&sslcert=../../config/postgresql/certs/client.crt"
              },
              "limits": {
                "events": 0,
                "time": 0
              }
            }
            """;

    private static final JsonMapper JSON = new JsonMapper();

    @TestBean
    @SuppressWarnings("NullAway.Init") // Spring sets it.
    private EventHub hub;

    @LocalServerPort
    private int port;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private FakeWorker reader;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private FakeWorker writer;

    static EventHub hub() {
        return new InMemoryHub();
    }

    @BeforeEach
    void startWorkers() {
        reader = new FakeWorker(hub, Side.SOURCE);
        writer = new FakeWorker(hub, Side.TARGET);
    }

    @AfterEach
    void clean() throws Exception {
        reader.leave();
        writer.leave();
        for (Directory.Entry<?> entry : hub.streams().list()) {
            hub.streams().delete(entry.key());
        }
        for (Directory.Entry<?> entry : hub.statuses().list()) {
            hub.statuses().delete(entry.key());
        }
    }

    @Test
    void aStreamIsCreatedFromTheBody() throws Exception {
        HttpResponse<String> response = client().post("/api/v1/streams", EXAMPLE);

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        String masked = JSON.readTree(EXAMPLE)
                .toString()
                .replace("passw0rd", "***")
                .replace("postgres:postgres@", "postgres:***@");
        assertThat(response.body())
                .isEqualTo("{\"status\":\"success\",\"data\":{\"id\":\"%s\",%s}"
                        .formatted(idOf(response), masked.substring(1)));
    }

    @Test
    void everyPairOfDatabasesHasTheSameShape() throws Exception {
        String request = """
                {
                  "source": {
                    "type": "postgresql",
                    "connection": "postgres://replicator:passw0rd@db1:5432/shop?sslmode=prefer",
                    "settings": { "replicationSlotName": "shop_to_copy", "publicationName": "shop_to_copy" },
                    "filter": {
                      "tables": [
                        { "name": "orders", "operations": ["insert", "update", "delete"] },
                        { "name": "crm.customers", "operations": ["insert"], "target": "crm_customers" }
                      ]
                    }
                  },
                  "target": { "type": "mysql", "connection": "mysql_user:passw0rd@tcp(db2:3306)/copy" },
                  "limits": { "events": 0, "time": 0 }
                }
                """;

        HttpResponse<String> response = client().post("/api/v1/streams", request);

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.body())
                .endsWith(compact(request).replace("passw0rd", "***").substring(1) + "}");
    }

    @Test
    void aStreamThatWouldWriteIntoWhatItReadsIsRefused() throws Exception {
        String request = """
                {"source": {"type": "mysql", "connection": "u:passw0rd@tcp(localhost)/shop"},
                 "target": {"type": "mysql", "connection": "mysql://u:passw0rd@127.0.0.1:3306/shop"}}
                """;

        assertError(client().post("/api/v1/streams", request), 400, "Source and target are the same database");
        assertThat(hub.streams().list()).isEmpty();
    }

    @Test
    void theReplicationSlotOfAnotherStreamIsNotShared() throws Exception {
        String request = """
                {"source": {"type": "postgresql", "connection": "postgres://u:passw0rd@%s/shop",
                            "settings": {"replicationSlotName": "shop"}},
                 "target": {"type": "mysql", "connection": "u:passw0rd@tcp(db2)/%s"}}
                """;
        String id = idOf(client().post("/api/v1/streams", request.formatted("db1", "copy1")));

        assertError(
                client().post("/api/v1/streams", request.formatted("DB1:5432", "copy2")),
                400,
                "source.settings.replicationSlotName is shop, from which the stream " + id + " reads");
        idOf(client().post("/api/v1/streams", request.formatted("db3", "copy2")));
        client().delete("/api/v1/streams/" + id);
        idOf(client().post("/api/v1/streams", request.formatted("db1", "copy2")));
    }

    @Test
    void aStreamIsCreatedFromAFile() throws Exception {
        Files.createDirectories(Path.of("target/test-configs"));
        Files.writeString(Path.of("target/test-configs/stream-config.json"), EXAMPLE);

        HttpResponse<String> response = client().send("POST", "/api/v1/streams?file=stream-config.json", "");

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(idOf(response)).matches("[0-9A-Za-z]{27}");
    }

    @Test
    void theStatusOfTheCurrentStreamLooksAsDescribed() throws Exception {
        String id = idOf(client().post("/api/v1/streams", EXAMPLE));

        assertThat(client().get("/api/v1/streams/stat").body()).isEqualTo(compact("""
                        {
                           "streamID":"%s",
                           "source":{
                              "counter":0,
                              "elapsed":"0s",
                              "started":"0001-01-01T00:00:00Z",
                              "status":"READY"
                           },
                           "target":{
                              "counter":0,
                              "elapsed":"0s",
                              "started":"0001-01-01T00:00:00Z",
                              "status":"READY"
                           }
                        }
                        """.formatted(id)));
    }

    @Test
    void aRunningAndThenStoppedStreamLooksAsDescribed() throws Exception {
        String id = idOf(client().post("/api/v1/streams", EXAMPLE));
        Instant source = Instant.parse("2022-10-19T10:08:20.839059479Z");
        Instant target = Instant.parse("2022-10-19T10:08:20.839468001Z");
        reader.count(id, 10000, source, Duration.ofNanos(453_561_343_815L));
        writer.count(id, 10000, target, Duration.ofNanos(453_561_957_109L));

        String running = client().get("/api/v1/streams/" + id + "/stat").body();
        String stopped = client().delete("/api/v1/streams").body();
        String after = client().get("/api/v1/streams/stat").body();

        String expected = compact("""
                {
                   "streamID":"%s",
                   "source":{
                      "counter":10000,
                      "elapsed":"7m33.561343815s",
                      "started":"%s",
                      "status":"STOPPED"
                   },
                   "target":{
                      "counter":10000,
                      "elapsed":"7m33.561957109s",
                      "started":"%s",
                      "status":"STOPPED"
                   }
                }
                """.formatted(
                id, GoTime.format(source, ZoneId.systemDefault()), GoTime.format(target, ZoneId.systemDefault())));
        // How long a stream has been running depends on when one asks.
        assertThat(running.replaceAll("\"elapsed\":\"[^\"]*\"", ""))
                .isEqualTo(expected.replace("STOPPED", "RUNNING").replaceAll("\"elapsed\":\"[^\"]*\"", ""));
        assertThat(stopped).isEqualTo(compact("""
                        {
                           "streamID":"%s",
                           "Source":{
                              "status":"STOPPED"
                           },
                           "Target":{
                              "status":"STOPPED"
                           }
                        }
                        """.formatted(id)));
        assertThat(after).isEqualTo(expected);
    }

    @Test
    void whatIsWrongStandsInTheStatus() throws Exception {
        String id = idOf(client().post("/api/v1/streams", EXAMPLE));
        Instant since = Instant.parse("2026-11-22T10:00:00Z");
        writer.say(
                id,
                new SideStatus(
                        Phase.FAILED, 3, since, Duration.ofSeconds(1), "products1.price", ErrorKind.REJECTED, since));
        reader.say(id, new SideStatus(Phase.STARTING, 3, since, Duration.ofSeconds(1), null, null, since));

        JsonNode statistics = JSON.readTree(client().get("/api/v1/streams/stat").body());

        String time = GoTime.format(since, ZoneId.systemDefault());
        assertThat(statistics.get("target")).hasToString(compact("""
                        {"counter": 3, "elapsed": "1s", "started": "%s", "status": "FAILED",
                         "message": "products1.price", "kind": "REJECTED", "since": "%s"}
                        """.formatted(time, time)));
        assertThat(statistics.get("source")).hasToString(compact("""
                        {"counter": 3, "elapsed": "1s", "started": "%s", "status": "RUNNING",
                         "message": "starting", "since": "%s"}
                        """.formatted(time, time)));
    }

    @Test
    void streamsAreListedTheCurrentOneFirst() throws Exception {
        String first = idOf(client().post("/api/v1/streams", EXAMPLE));
        String second = idOf(client().post("/api/v1/streams", EXAMPLE));

        JsonNode list = JSON.readTree(client().get("/api/v1/streams").body());
        JsonNode one = JSON.readTree(client().get("/api/v1/streams/" + first).body());

        assertThat(list.get("status").stringValue()).isEqualTo("success");
        assertThat(list.get("data")).hasSize(2);
        assertThat(list.at("/data/0/id").stringValue()).isEqualTo(second);
        assertThat(list.at("/data/1")).isEqualTo(one.get("data"));
        assertThat(one.at("/data/status").toString()).isEqualTo("{\"source\":\"READY\",\"target\":\"READY\"}");
        assertThat(one.toString()).contains("mysql_user:***@tcp").doesNotContain("passw0rd");
    }

    @Test
    void anotherThanTheCurrentStreamCanBeStoppedPausedAndResumed() throws Exception {
        String first = idOf(client().post("/api/v1/streams", EXAMPLE));
        String second = idOf(client().post("/api/v1/streams", EXAMPLE));

        assertThat(client().send("POST", "/api/v1/streams/" + first + "/pause", "")
                        .body())
                .contains(first, "\"PAUSED\"")
                .doesNotContain("READY");
        assertThat(client().send("POST", "/api/v1/streams/" + first + "/resume", "")
                        .body())
                .contains(first, "\"READY\"")
                .doesNotContain("PAUSED");
        assertThat(client().delete("/api/v1/streams/" + first).body()).contains(first, "\"STOPPED\"");
        assertThat(client().get("/api/v1/streams/stat").body()).contains(second, "\"READY\"");
        assertError(client().send("POST", "/api/v1/streams/" + first + "/resume", ""), 409, "has ended");
    }

    @ParameterizedTest
    @CsvSource({
        "FAILED, PREREQUISITE, 400",
        "FAILED, CONFIGURATION, 400",
        "FAILED, INTERNAL, 500",
        "STARTING, SOURCE_UNAVAILABLE, 502",
    })
    void aStreamThatCannotBeReadyIsAnError(Phase phase, ErrorKind kind, int status) throws Exception {
        reader.answer(new Answer(phase, kind, "SET GLOBAL binlog_format = 'ROW'"));

        assertError(client().post("/api/v1/streams", EXAMPLE), status, "source: SET GLOBAL binlog_format = 'ROW'");
        assertError(client().get("/api/v1/streams/stat"), 404, "No stream has been created yet");
    }

    @Test
    void aMissingWorkerIsAnError() throws Exception {
        reader.deaf();

        assertError(client().post("/api/v1/streams", EXAMPLE), 503, "No source-reader is running");
        assertThat(client().get("/api/v1/streams").body()).isEqualTo("{\"status\":\"success\",\"data\":[]}");
    }

    @Test
    void aStopThatNobodyHeardSaysSo() throws Exception {
        String id = idOf(client().post("/api/v1/streams", EXAMPLE));
        writer.deaf();

        HttpResponse<String> response = client().delete("/api/v1/streams");

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.body())
                .isEqualTo("{\"streamID\":\"" + id
                        + "\",\"Source\":{\"status\":\"STOPPED\"},\"Target\":{\"status\":\"READY\","
                        + "\"message\":\"it will stop; no target-writer has said yet that it did\"}}");
    }

    @Test
    void wrongConfigurationsAreErrors() throws Exception {
        assertError(client().post("/api/v1/streams", ""), 400, "The configuration is missing");
        assertError(client().post("/api/v1/streams", "{\n \"source\" 1}"), 400, "malformed at line 2, column 11");
        assertError(
                client().post("/api/v1/streams", EXAMPLE.replace("\"tables\"", "\"tablez\"")),
                400,
                "Unknown key source.filter.tablez (did you mean tables?)");
        assertError(
                client().post("/api/v1/streams", EXAMPLE.replace("0.0.0.0:3306", "0.0.0.0:x")),
                400,
                "source.connection: The connection string cannot be read: the port");
        assertError(client().post("/api/v1/streams", "[" + " ".repeat(5000) + "]"), 413, "larger than 4096 bytes");
        assertError(
                client().send("POST", "/api/v1/streams", EXAMPLE, "Content-Type", "application/x-www-form-urlencoded"),
                415,
                "application/json");
        assertError(
                client().send("POST", "/api/v1/streams", EXAMPLE, "Content-Type", "text/plain"),
                415,
                "application/json");
    }

    @Test
    void wrongFilesAreErrors() throws Exception {
        assertError(client().send("POST", "/api/v1/streams?file=none.json", ""), 404, "There is no file none.json");
        assertError(client().send("POST", "/api/v1/streams?file=../../pom.xml", ""), 400, "must lie in the directory");
        assertError(
                client().send("POST", "/api/v1/streams?file=%2Fetc%2Fpasswd", ""), 400, "must lie in the directory");
        assertError(
                client().send("POST", "/api/v1/streams?file=..%2F..%2Fpom.xml", ""), 400, "must lie in the directory");
        assertError(client().post("/api/v1/streams?file=a.json", EXAMPLE), 400, "not both");
        assertError(client().send("POST", "/api/v1/streams?file=", ""), 400, "is empty");
    }

    @Test
    void whatIsNotThereIsAnError() throws Exception {
        String unknown = "2Fdj6JALDAm53S7Q4NxzH3sffzM";
        assertError(client().get("/api/v1/streams/" + unknown), 404, "There is no stream " + unknown);
        assertError(client().get("/api/v1/streams/" + unknown + "/stat"), 404, "There is no stream " + unknown);
        assertError(client().delete("/api/v1/streams/" + unknown), 404, "There is no stream " + unknown);
        assertError(client().send("POST", "/api/v1/streams/" + unknown + "/pause", ""), 404, "There is no stream");
        assertError(client().send("POST", "/api/v1/streams/a.b/resume", ""), 404, "There is no stream a.b");
        assertError(client().delete("/api/v1/streams"), 404, "No stream has been created yet");
        assertError(client().get("/api/v1/nothing"), 404, "There is nothing at this address");
        assertError(client().get("/nothing"), 404, "There is nothing at this address");
        assertError(client().get("/error"), 404, "There is nothing at this address");
    }

    @Test
    void wrongMethodsAreErrorsThatNameTheRightOnes() throws Exception {
        HttpResponse<String> response = client().send("PUT", "/api/v1/streams", "");

        assertError(response, 405, "PUT is not possible here, but");
        assertThat(response.headers().firstValue("Allow").orElse("")).contains("GET", "POST", "DELETE");
    }

    @Test
    void withoutTheHubRequestsAndHealthSaySo() throws Exception {
        InMemoryHub memory = (InMemoryHub) hub;
        memory.disconnect();
        try {
            assertError(client().get("/api/v1/streams/stat"), 503, "");
            assertError(client().post("/api/v1/streams", EXAMPLE), 503, "");
            assertThat(client().get("/actuator/health").statusCode()).isEqualTo(503);
            assertThat(client().get("/actuator/prometheus").body()).contains("dbstream_hub_connected 0.0");
        } finally {
            memory.reconnect();
        }
        assertThat(client().get("/actuator/health").body()).contains("\"status\":\"UP\"");
        assertThat(client().get("/actuator/prometheus").body()).contains("dbstream_hub_connected 1.0");
    }

    @Test
    void otherActuatorEndpointsAreNotThere() throws Exception {
        for (String endpoint : new String[] {"env", "beans", "heapdump", "configprops", "shutdown", "loggers"}) {
            assertError(client().get("/actuator/" + endpoint), 404, "There is nothing at this address");
        }
    }

    @Test
    void metricsShowThePhasesAndWhatTheHubHolds() throws Exception {
        String id = idOf(client().post("/api/v1/streams", EXAMPLE));
        hub.stream(id).open(1 << 20);

        await().untilAsserted(() -> assertThat(
                        client().get("/actuator/prometheus").body())
                .contains("dbstream_stream_phase{phase=\"READY\",side=\"source\",stream=\"" + id + "\"} 1.0")
                .contains("dbstream_stream_phase{phase=\"FAILED\",side=\"target\",stream=\"" + id + "\"} 0.0")
                .contains("dbstream_hub_stream_messages{stream=\"" + id + "\"} 0.0")
                .contains("dbstream_hub_stream_bytes{stream=\"" + id + "\"} 0.0"));
    }

    @Test
    void pagesOfOtherSitesMayNotChangeAnything() throws Exception {
        assertError(
                client().send("POST", "/api/v1/streams?file=x", "", "Origin", "https://evil.example"),
                403,
                "other sites");
        assertError(client().send("DELETE", "/api/v1/streams", "", "Sec-Fetch-Site", "cross-site"), 403, "other sites");
        assertError(
                client().send("DELETE", "/api/v1/streams", "", "Origin", "http://127.0.0.1:" + port),
                404,
                "No stream has been created yet");
    }

    @Test
    void whoeverCallsThisServerByAnotherSitesNameIsRefused() throws Exception {
        assertThat(client().call("localhost", "/api/v1/streams")).startsWith("HTTP/1.1 200");
        assertThat(client().call("127.0.0.1:" + port, "/api/v1/streams")).startsWith("HTTP/1.1 200");
        assertThat(client().call("dbstream.example:8020", "/api/v1/streams")).startsWith("HTTP/1.1 200");
        assertThat(client().call("evil.example:" + port, "/api/v1/streams"))
                .startsWith("HTTP/1.1 403")
                .contains("{\"status\":\"error\",\"message\":\"This server does not go by the name")
                .contains("DBSTREAM_ALLOWED_HOSTS");
        assertThat(client().call("evil.example:" + port, "/actuator/health")).startsWith("HTTP/1.1 200");
    }

    private Client client() {
        return new Client(port);
    }

    private static void assertError(HttpResponse<String> response, int status, String message) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        JsonNode json = JSON.readTree(response.body());
        assertThat(json.propertyNames()).containsExactly("status", "message");
        assertThat(json.get("status").stringValue()).isEqualTo("error");
        assertThat(json.get("message").stringValue()).contains(message).doesNotContain("passw0rd");
    }

    private static String idOf(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return JSON.readTree(response.body()).at("/data/id").stringValue();
    }

    private static String compact(String json) {
        return JSON.readTree(json).toString();
    }
}
