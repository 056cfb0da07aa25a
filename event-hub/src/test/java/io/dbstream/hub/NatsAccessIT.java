package io.dbstream.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.sandbox.NatsServer;
import io.dbstream.sandbox.tls.CertificateAuthority;
import io.dbstream.sandbox.tls.IssuedCertificate;
import io.dbstream.sandbox.tls.KeyAlgorithm;
import io.dbstream.sandbox.tls.ServerTls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class NatsAccessIT {
    private static final Path DIRECTORY = Path.of("target", "tls", "nats");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String USERS =
            "authorization { users: [ { user: \"dbstream\", password: \"s3cret,@/\" } ] }\n";

    private final CertificateAuthority authority = CertificateAuthority.named("Authority of the test");
    private final ServerTls tls = new ServerTls(authority.issue(KeyAlgorithm.EC, "nats", "localhost"), authority);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void writeFilesAndListen() throws IOException {
        Files.createDirectories(DIRECTORY);
        Files.writeString(DIRECTORY.resolve("ca.pem"), authority.certificate());
        Files.writeString(
                DIRECTORY.resolve("strange-ca.pem"),
                CertificateAuthority.named("Stranger").certificate());
        authority.issue(KeyAlgorithm.RSA, "dbstream").write(DIRECTORY, "client");
        log.start();
        logger().addAppender(log);
    }

    @AfterEach
    void listenNoMore() {
        logger().detachAppender(log);
    }

    @Test
    void connections_are_encrypted_and_the_host_is_compared() {
        try (NatsServer server = NatsServer.startEncrypted(DIRECTORY.resolve("tls"), tls, false, "")) {
            assertUsable("tls://localhost:" + server.port(), files("ca.pem", ""));
            assertUsable("nats://localhost:" + server.port(), files("ca.pem", ""));
            assertRefused(
                    "tls://127.0.0.1:" + server.port(),
                    files("ca.pem", ""),
                    "the server's certificate is not for the host that was connected to, but for localhost");
            assertRefused(
                    "tls://localhost:" + server.port(),
                    files("strange-ca.pem", ""),
                    "none of the authorities in the file " + file("strange-ca.pem") + " of NATS_CA");
            assertRefused("tls://localhost:" + server.port(), HubAccess.NONE, "certificate in NATS_CA");
            assertRefused(
                    "nats://localhost:" + server.port(),
                    HubAccess.NONE,
                    "takes encrypted connections only: begin NATS_URL with tls://");
        }
    }

    @Test
    void a_certificate_of_the_service_is_shown_where_it_is_demanded() {
        try (NatsServer server = NatsServer.startEncrypted(DIRECTORY.resolve("mutual"), tls, true, "")) {
            assertUsable("tls://localhost:" + server.port(), files("ca.pem", "client"));
            assertRefused("tls://localhost:" + server.port(), files("ca.pem", ""), "set NATS_CERT and NATS_KEY");
        }
    }

    @Test
    void an_expired_certificate_and_a_server_without_tls_are_refused() {
        Instant now = Instant.now();
        IssuedCertificate expired = authority.issue(
                KeyAlgorithm.EC, "nats", now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(1)), "localhost");
        try (NatsServer server =
                NatsServer.startEncrypted(DIRECTORY.resolve("expired"), new ServerTls(expired, authority), false, "")) {
            assertRefused("tls://localhost:" + server.port(), files("ca.pem", ""), "certificate has expired");
        }
        try (NatsServer server = NatsServer.start(DIRECTORY.resolve("plain"))) {
            assertRefused("tls://localhost:" + server.port(), files("ca.pem", ""), "it has no TLS");
        }
    }

    @Test
    void a_user_logs_in_by_url_or_by_settings_and_no_password_is_logged() {
        try (NatsServer server = NatsServer.start(DIRECTORY.resolve("users"), USERS)) {
            assertUsable("nats://dbstream:s3cret%2C@/@localhost:" + server.port(), HubAccess.NONE);
            assertUsable(server.url(), HubAccess.of("dbstream", "s3cret,@/", "", "", "", "", ""));
            assertRefused(server.url(), HubAccess.of("dbstream", "wr0ng", "", "", "", "", ""), "it refuses the login");
            assertRefused("nats://dbstream:wr0ng@localhost:" + server.port(), HubAccess.NONE, "it refuses the login");
            assertThat(log.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .noneMatch(message -> message.contains("s3cret") || message.contains("wr0ng"));
        }
    }

    @Test
    void a_token_opens_the_door() {
        try (NatsServer server = NatsServer.start(DIRECTORY.resolve("token"), "authorization { token: \"t0ken\" }\n")) {
            assertUsable(server.url(), HubAccess.of("", "", "t0ken", "", "", "", ""));
            assertUsable("nats://t0ken@localhost:" + server.port(), HubAccess.NONE);
            assertRefused(server.url(), HubAccess.of("", "", "other", "", "", "", ""), "it refuses the login");
        }
    }

    @Test
    void a_file_of_credentials_opens_the_door() throws IOException, GeneralSecurityException {
        NatsTokens tokens = new NatsTokens();
        Files.writeString(DIRECTORY.resolve("user.creds"), tokens.credentials());
        Files.writeString(DIRECTORY.resolve("other.creds"), new NatsTokens().credentials());
        try (NatsServer server = NatsServer.start(DIRECTORY.resolve("operator"), tokens.configuration())) {
            assertUsable(server.url(), HubAccess.of("", "", "", file("user.creds"), "", "", ""));
            assertRefused(
                    server.url(), HubAccess.of("", "", "", file("other.creds"), "", "", ""), "it refuses the login");
        }
    }

    @Test
    void a_file_that_is_wrong_keeps_a_service_from_starting() {
        HubSettings settings = HubSettings.of("tls://localhost:4222", "test", files("missing.pem", ""));
        assertThatThrownBy(() -> NatsHub.connect(settings))
                .isInstanceOfSatisfying(
                        StreamException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.CONFIGURATION))
                .hasMessageContaining("the file " + file("missing.pem") + " of NATS_CA does not exist");
    }

    private static void assertUsable(String url, HubAccess access) {
        try (NatsHub hub = NatsHub.connect(HubSettings.of(url, "test", access))) {
            await().atMost(PATIENCE).until(hub::isConnected);
            assertThat(hub.stream("absent").state()).isEmpty();
        }
    }

    private void assertRefused(String url, HubAccess access, String reason) {
        log.list.clear();
        try (NatsHub hub = NatsHub.connect(HubSettings.of(url, "test", access))) {
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThatThrownBy(() -> hub.stream("absent").state())
                                    .isInstanceOf(StreamException.class)
                                    .hasMessageContaining(reason));
            assertThat(hub.isConnected()).isFalse();
            assertThat(log.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .filteredOn(message -> message.contains(reason))
                    .hasSize(1);
        }
    }

    private static HubAccess files(String authorities, String client) {
        return HubAccess.of(
                "",
                "",
                "",
                "",
                file(authorities),
                client.isEmpty() ? "" : file(client + ".crt"),
                client.isEmpty() ? "" : file(client + ".key"));
    }

    private static String file(String name) {
        return DIRECTORY.resolve(name).toString();
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(NatsConnector.class);
    }
}
