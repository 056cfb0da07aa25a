package io.dbstream.database.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbstream.database.Failures;
import io.dbstream.database.TestCertificates;
import io.dbstream.sandbox.MySqlServer;
import io.dbstream.sandbox.MySqlServer.Flavor;
import io.dbstream.sandbox.tls.ServerTls;
import io.dbstream.stream.ConnectionString;
import io.dbstream.stream.Side;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource
@TestInstance(Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // Set before every test.
class MySqlTlsIT {
    private static final Path DIRECTORY = Path.of("target", "tls", "mysql");

    private final TestCertificates certificates = new TestCertificates(DIRECTORY);

    @Parameter
    private Flavor flavor;

    private Path home;
    private MySqlServer server;

    @BeforeParameterizedClassInvocation
    void startServer(Flavor flavor) {
        home = DIRECTORY.resolve(flavor.name());
        server = MySqlServer.startEncrypted(flavor, home, certificates.server());
        server.execute(
                "",
                "CREATE DATABASE shop",
                "CREATE USER anybody IDENTIFIED BY 'secret'",
                "CREATE USER encrypted IDENTIFIED BY 'secret' REQUIRE SSL",
                "CREATE USER certified IDENTIFIED BY 'secret' REQUIRE X509",
                "GRANT ALL ON shop.* TO anybody",
                "GRANT ALL ON shop.* TO encrypted",
                "GRANT ALL ON shop.* TO certified");
    }

    @AfterParameterizedClassInvocation
    void endServer() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"client", "elliptic"})
    void a_client_certificate_opens_the_door_that_demands_one(String client) {
        assertThat(isEncrypted(connections(
                        "certified",
                        "127.0.0.1",
                        Map.of("tls", "true"),
                        Map.of(
                                "sslCA",
                                certificates.file("ca.pem"),
                                "sslCert",
                                certificates.file(client + "-cert.pem"),
                                "sslKey",
                                certificates.file(client + "-key.pem")))))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"true,true", "skip-verify,true", "preferred,true", "false,false"})
    void tls_does_what_it_is_called(String tls, boolean encrypted) {
        assertThat(isEncrypted(connections("anybody", "127.0.0.1", Map.of("tls", tls), authority("ca.pem"))))
                .isEqualTo(encrypted);
    }

    @Test
    void without_tls_in_the_connection_an_authority_makes_it_encrypted() {
        assertThat(isEncrypted(connections("anybody", "127.0.0.1", Map.of(), authority("ca.pem"))))
                .isTrue();
        assertThat(isEncrypted(connections("anybody", "127.0.0.1", Map.of(), Map.of())))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"skip-verify", "preferred"})
    void who_does_not_verify_needs_no_authority(String tls) {
        assertThat(isEncrypted(connections("encrypted", "127.0.0.1", Map.of("tls", tls), Map.of())))
                .isTrue();
    }

    @Test
    void a_host_is_compared_when_that_is_asked_for() {
        Map<String, String> full = Map.of("tls", "verify-full");
        assertThat(isEncrypted(connections("anybody", "localhost", full, authority("ca.pem"))))
                .isTrue();
        assertRefused(connections("anybody", "127.0.0.1", full, authority("ca.pem")))
                .hasMessageContaining("the server's certificate is not for the host 127.0.0.1")
                .hasMessageContaining("connect by a name that it holds");
    }

    @Test
    void another_authority_is_refused() {
        assertRefused(connections("anybody", "127.0.0.1", Map.of("tls", "true"), authority("strange-ca.pem")))
                .hasMessageContaining("no encrypted connection to 127.0.0.1:" + server.port() + "/shop: ")
                .hasMessageContaining("issued by \"CN=Authority of the test\", which is none of the authorities in the"
                        + " file " + certificates.file("strange-ca.pem") + " of sslCA");
    }

    @Test
    void an_authority_that_java_does_not_know_has_to_be_named() {
        assertRefused(connections("anybody", "localhost", Map.of("tls", "true"), Map.of()))
                .hasMessageContaining("name the file with its certificate in sslCA");
    }

    @Test
    void an_expired_certificate_is_refused() {
        reload(certificates.expiredServer());
        try {
            assertRefused(connections("anybody", "127.0.0.1", Map.of("tls", "true"), authority("ca.pem")))
                    .hasMessageContaining("the server's certificate has expired")
                    .hasMessageContaining("renew it at the server");
        } finally {
            reload(certificates.server());
        }
    }

    @Test
    void a_client_certificate_that_is_demanded_and_missing_is_asked_for() {
        assertRefused(connections("certified", "127.0.0.1", Map.of("tls", "true"), authority("ca.pem")))
                .hasMessageContaining("REQUIRE X509")
                .hasMessageContaining("sslCert and sslKey")
                .message()
                .doesNotContain("secret");
        assertRefused(connections("encrypted", "127.0.0.1", Map.of(), Map.of())).hasMessageContaining("REQUIRE SSL");
    }

    @Test
    void a_client_certificate_of_a_stranger_is_refused() {
        assertRefused(connections(
                        "certified",
                        "127.0.0.1",
                        Map.of("tls", "true"),
                        Map.of(
                                "sslCA",
                                certificates.file("ca.pem"),
                                "sslCert",
                                certificates.file("strange-cert.pem"),
                                "sslKey",
                                certificates.file("strange-key.pem"))))
                .hasMessageContaining(
                        "certificate in the file " + certificates.file("strange-cert.pem") + " of sslCert")
                .hasMessageContaining("have it issued by an authority that the server trusts");
    }

    @Test
    void a_server_that_takes_encrypted_connections_only_says_so() throws SQLException {
        try (Connection administrator = server.connect("");
                Statement statement = administrator.createStatement()) {
            statement.execute("SET GLOBAL require_secure_transport = ON");
            try {
                assertRefused(connections("anybody", "127.0.0.1", Map.of("tls", "false"), Map.of()))
                        .hasMessageContaining("set tls in the connection");
            } finally {
                statement.execute("SET GLOBAL require_secure_transport = OFF");
            }
        }
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(MySqlConnections connections) {
        return assertThatThrownBy(() -> connections.open(Map.of()).close()).satisfies(Failures::isOfConfiguration);
    }

    private static boolean isEncrypted(MySqlConnections connections) {
        try (Connection connection = connections.open(Map.of());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW STATUS LIKE 'Ssl_cipher'")) {
            return row.next() && !row.getString(2).isEmpty();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, String> authority(String file) {
        return Map.of("sslCA", certificates.file(file));
    }

    private void reload(ServerTls tls) {
        tls.write(home);
        server.execute("", flavor == Flavor.MYSQL ? "ALTER INSTANCE RELOAD TLS" : "FLUSH SSL");
    }

    private MySqlConnections connections(
            String user, String host, Map<String, String> parameters, Map<String, String> settings) {
        return MySqlConnections.of(
                Side.SOURCE, new ConnectionString(user, "secret", host, server.port(), "shop", parameters), settings);
    }
}
