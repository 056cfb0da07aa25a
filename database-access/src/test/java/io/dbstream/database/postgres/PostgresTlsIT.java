package io.dbstream.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbstream.database.Failures;
import io.dbstream.database.TestCertificates;
import io.dbstream.sandbox.PostgresServer;
import io.dbstream.sandbox.SharedServers;
import io.dbstream.stream.ConnectionString;
import io.dbstream.stream.Side;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(Lifecycle.PER_CLASS)
class PostgresTlsIT {
    private static final Path DIRECTORY = Path.of("target", "tls", "postgres");

    private final TestCertificates certificates = new TestCertificates(DIRECTORY);
    private final PostgresServer server = PostgresServer.startEncrypted(
            DIRECTORY.resolve("server"),
            certificates.server(),
            "hostssl all certified all cert",
            "hostssl all demanded all scram-sha-256 clientcert=verify-ca",
            "hostssl all encrypted all scram-sha-256",
            "host all encrypted all reject",
            "hostnossl all plain all scram-sha-256",
            "host all plain all reject");

    @BeforeAll
    void createUsers() {
        server.execute(
                "",
                "CREATE ROLE anybody LOGIN PASSWORD 'secret'",
                "CREATE ROLE encrypted LOGIN PASSWORD 'secret'",
                "CREATE ROLE plain LOGIN PASSWORD 'secret'",
                "CREATE ROLE demanded LOGIN PASSWORD 'secret'",
                "CREATE ROLE certified LOGIN REPLICATION");
    }

    @AfterAll
    void endServer() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"client,verify-ca", "client,verify-full", "elliptic,verify-ca"})
    void a_client_certificate_is_all_it_takes(String client, String mode) {
        Map<String, String> parameters = new HashMap<>(certificate(client));
        parameters.put("sslmode", mode);
        parameters.put("sslrootcert", certificates.file("ca.pem"));
        assertThat(isEncrypted(connections("certified", "localhost", parameters)))
                .isTrue();
    }

    @Test
    void the_log_is_read_over_such_a_connection_too() throws SQLException {
        Map<String, String> parameters = new HashMap<>(certificate("client"));
        parameters.put("sslrootcert", certificates.file("ca.pem"));
        PostgresConnections connections = connections("certified", "localhost", parameters);
        try (Connection connection = connections.openReplication(Map.of());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("IDENTIFY_SYSTEM")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString("dbname")).isEqualTo("postgres");
        }
    }

    @Test
    void an_encrypted_key_is_read_with_sslpassword() {
        Map<String, String> parameters = new HashMap<>(certificate("client"));
        parameters.put("sslkey", certificates.file("encrypted-key.pem"));
        parameters.put("sslpassword", "secret");
        parameters.put("sslmode", "require");
        assertThat(isEncrypted(connections("certified", "localhost", parameters)))
                .isTrue();
        parameters.remove("sslpassword");
        assertThatThrownBy(() -> connections("certified", "localhost", parameters))
                .satisfies(Failures::isOfConfiguration)
                .hasMessageContaining("the file " + certificates.file("encrypted-key.pem") + " of sslkey is encrypted");
    }

    @ParameterizedTest
    @CsvSource({
        "disable,anybody,false",
        "disable,plain,false",
        "allow,anybody,false",
        "allow,encrypted,true",
        "prefer,anybody,true",
        "prefer,encrypted,true",
        "prefer,plain,false",
        "require,anybody,true",
        "require,encrypted,true"
    })
    void a_mode_does_what_it_is_called(String mode, String user, boolean encrypted) {
        assertThat(isEncrypted(connections(user, "127.0.0.1", Map.of("sslmode", mode))))
                .isEqualTo(encrypted);
    }

    @Test
    void without_a_mode_connections_are_encrypted_if_the_server_can() {
        assertThat(isEncrypted(connections("anybody", "127.0.0.1", Map.of()))).isTrue();
    }

    @Test
    void who_insists_on_encryption_is_refused_where_there_is_none() {
        assertRefused(connections("plain", "127.0.0.1", Map.of("sslmode", "require")));
        PostgresServer without = SharedServers.postgres();
        assertRefused(PostgresConnections.of(
                        Side.SOURCE,
                        new ConnectionString(
                                without.user(),
                                without.password(),
                                without.host(),
                                without.port(),
                                "postgres",
                                Map.of("sslmode", "require")),
                        Map.of(),
                        "test"))
                .hasMessageContaining("the server has no TLS")
                .hasMessageContaining("sslmode=disable");
    }

    @Test
    void a_server_that_takes_encrypted_connections_only_is_understood() {
        assertRefused(connections("encrypted", "127.0.0.1", Map.of("sslmode", "disable")))
                .message()
                .isNotEmpty();
        assertRefused(connections("certified", "127.0.0.1", Map.of("sslmode", "disable")));
    }

    @Test
    void a_host_is_compared_when_that_is_asked_for() {
        Map<String, String> full = Map.of("sslmode", "verify-full", "sslrootcert", certificates.file("ca.pem"));
        assertThat(isEncrypted(connections("anybody", "localhost", full))).isTrue();
        assertRefused(connections("anybody", "127.0.0.1", full))
                .hasMessageContaining(
                        "No encrypted connection to the target 127.0.0.1:" + server.port() + "/postgres: ")
                .hasMessageContaining("the server's certificate is not for the host 127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"require", "verify-ca", "verify-full"})
    void another_authority_is_refused(String mode) {
        assertRefused(connections(
                        "anybody",
                        "localhost",
                        Map.of("sslmode", mode, "sslrootcert", certificates.file("strange-ca.pem"))))
                .hasMessageContaining("issued by \"CN=Authority of the test\", which is none of the authorities in the"
                        + " file " + certificates.file("strange-ca.pem") + " of sslrootcert");
    }

    @Test
    void the_authorities_of_java_do_not_know_the_server() {
        assertRefused(connections("anybody", "localhost", Map.of("sslrootcert", "system")))
                .hasMessageContaining("none of the authorities that Java trusts: name the file with its certificate in"
                        + " sslrootcert");
    }

    @Test
    void an_expired_certificate_is_refused() {
        PostgresServer expired =
                PostgresServer.startEncrypted(DIRECTORY.resolve("expired"), certificates.expiredServer());
        try (expired) {
            assertRefused(connections(
                            expired, "postgres", "localhost", Map.of("sslrootcert", certificates.file("ca.pem"))))
                    .hasMessageContaining("the server's certificate has expired");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"certified", "demanded"})
    void a_client_certificate_that_is_demanded_and_missing_is_asked_for(String user) {
        assertRefused(connections(user, "localhost", Map.of("sslmode", "require")))
                .hasMessageContaining("the server demands a certificate of its clients: set sslcert and sslkey");
    }

    @RepeatedTest(5) // What the server says may get lost.
    void a_client_certificate_of_a_stranger_is_refused() {
        Map<String, String> parameters = new HashMap<>(certificate("strange"));
        parameters.put("sslmode", "require");
        assertRefused(connections("certified", "localhost", parameters))
                .hasMessageContaining(
                        "certificate in the file " + certificates.file("strange-cert.pem") + " of sslcert")
                .hasMessageContaining("have it issued by an authority that the server trusts");
    }

    @Test
    void a_client_certificate_of_another_user_is_refused() {
        Map<String, String> parameters = new HashMap<>(certificate("other"));
        parameters.put("sslmode", "require");
        assertRefused(connections("certified", "localhost", parameters))
                .hasMessageContaining("certificate authentication failed for user \"certified\"");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(PostgresConnections connections) {
        return assertThatThrownBy(() -> connections.open().close()).satisfies(Failures::isOfConfiguration);
    }

    private static boolean isEncrypted(PostgresConnections connections) {
        try (Connection connection = connections.open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")) {
            return row.next() && row.getBoolean(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, String> certificate(String client) {
        return Map.of(
                "sslcert", certificates.file(client + "-cert.pem"), "sslkey", certificates.file(client + "-key.pem"));
    }

    private PostgresConnections connections(String user, String host, Map<String, String> parameters) {
        return connections(server, user, host, parameters);
    }

    private static PostgresConnections connections(
            PostgresServer server, String user, String host, Map<String, String> parameters) {
        return PostgresConnections.of(
                Side.TARGET,
                new ConnectionString(user, "secret", host, server.port(), "postgres", parameters),
                Map.of(),
                "test");
    }
}
