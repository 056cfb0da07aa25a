package io.dbstream.reader.capture.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbstream.database.mysql.MySqlConnections;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.sandbox.MySqlServer;
import io.dbstream.sandbox.tls.CertificateAuthority;
import io.dbstream.sandbox.tls.IssuedCertificate;
import io.dbstream.sandbox.tls.KeyAlgorithm;
import io.dbstream.sandbox.tls.ServerTls;
import io.dbstream.stream.ConnectionString;
import io.dbstream.stream.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EncryptedLogIT {
    private final CertificateAuthority authority = CertificateAuthority.named("Authority of the test");

    @TempDir
    private Path directory = Path.of("");

    @ParameterizedTest
    @EnumSource
    void the_log_is_read_by_a_user_who_must_show_a_certificate(MySqlServer.Flavor flavor) throws IOException {
        ServerTls tls = new ServerTls(authority.issue(KeyAlgorithm.RSA, "server", "127.0.0.1"), authority);
        IssuedCertificate client = authority.issue(KeyAlgorithm.EC, "certified");
        Map<String, String> settings = Map.of(
                "sslCA", file("ca.pem", authority.certificate()),
                "sslCert", file("client-cert.pem", client.certificate()),
                "sslKey", file("client-key.pem", client.traditionalKey()));
        Path home = Path.of("target", "tls", flavor.name());
        try (MySqlServer server = MySqlServer.startEncrypted(flavor, home, tls)) {
            SourceDatabase database = SourceDatabase.on(server);
            database.run(
                    "CREATE TABLE items (id INT PRIMARY KEY)",
                    "CREATE USER certified IDENTIFIED BY 'secret' REQUIRE X509",
                    "GRANT REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO certified",
                    "GRANT SELECT ON `" + database.name() + "`.* TO certified");
            try (MySqlCapture capture =
                    database.capture("certified", "secret", settings, Map.of("tls", "verify-full"))) {
                capture.preflight();
                String end = capture.end();
                database.run("INSERT INTO items VALUES (1)");
                database.mark();
                assertThat(Recording.of(capture, end).changes()).hasSize(1);
            }
            refuseStrangers(server, settings);
        }
    }

    private void refuseStrangers(MySqlServer server, Map<String, String> settings) throws IOException {
        String stranger =
                file("strange-ca.pem", CertificateAuthority.named("Stranger").certificate());
        assertLogRefused(
                server,
                Map.of("sslCA", stranger, "sslCert", settings.get("sslCert"), "sslKey", settings.get("sslKey")));
    }

    private static void assertLogRefused(MySqlServer server, Map<String, String> settings) {
        ConnectionString where =
                new ConnectionString("certified", "secret", server.host(), server.port(), "", Map.of("tls", "true"));
        LogSource source = new LogSource(MySqlConnections.of(Side.SOURCE, where, settings), 1, "stream");
        assertThatThrownBy(() -> source.connect().close())
                .isInstanceOfSatisfying(
                        IOException.class,
                        failure -> assertThat(source.failure(failure, "here"))
                                .returns(ErrorKind.CONFIGURATION, StreamException::kind)
                                .hasMessageContaining("which is none of the authorities in the file"));
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content).toString();
    }
}
