package io.dbstream.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dbstream.endtoend.Api.Answer;
import io.dbstream.sandbox.MySqlServer;
import io.dbstream.sandbox.NatsServer;
import io.dbstream.sandbox.PostgresServer;
import io.dbstream.sandbox.tls.CertificateAuthority;
import io.dbstream.sandbox.tls.IssuedCertificate;
import io.dbstream.sandbox.tls.KeyAlgorithm;
import io.dbstream.sandbox.tls.ServerTls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The configuration of getting-started.md as it is printed there, certificates and relative paths included, over an encrypted hub. */
class EncryptedIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path HOME = Path.of("target", "systems", "encrypted");
    /** What {@code ../../config} is, seen from the services' directory. */
    private static final Path CONFIG = Path.of("target", "config");

    private final CertificateAuthority authority = CertificateAuthority.named("Authority of the test");
    private final ServerTls tls = new ServerTls(authority.issue(KeyAlgorithm.RSA, "server", "localhost"), authority);

    @Test
    void streamsRunBothWaysBetweenServersThatDemandCertificates() throws IOException, SQLException {
        writeCertificates();
        NatsServer nats = NatsServer.startEncrypted(
                HOME.resolve("nats"), tls, false, "authorization { user: dbstream, password: \"s3cret\" }\n");
        try (MySqlServer mysql = mysql();
                PostgresServer postgres = postgres();
                Dbstream dbstream = Dbstream.start(
                        "encrypted",
                        nats,
                        "tls://localhost:" + nats.port(),
                        Map.of(
                                "NATS_CA",
                                        CONFIG.resolve("ca.pem")
                                                .toAbsolutePath()
                                                .toString(),
                                "NATS_USER", "dbstream",
                                "NATS_PASSWORD", "s3cret"))) {
            String source = describedMySql(mysql.port());
            String target = describedPostgres(postgres.port());

            create(dbstream, source, target);
            mysql.execute("Source", "INSERT INTO products1 VALUES (1, 'hammer')");
            try (Connection connection = postgres.connect("destination")) {
                awaitRow(connection, "SELECT id, name FROM products1", "1|hammer|");
            }

            create(dbstream, target, source);
            postgres.execute("destination", "INSERT INTO parts VALUES (2, 'nail')");
            try (Connection connection = mysql.connect("Source")) {
                awaitRow(connection, "SELECT id, name FROM parts", "2|nail|");
            }
            assertThat(dbstream.sourceReader.log() + dbstream.targetWriter.log() + dbstream.apiServer.log())
                    .doesNotContain("s3cret", "passw0rd");
        }
    }

    /** The product description's own words, but for the port. */
    private static String describedMySql(int port) {
        return """
            {
              "type": "mysql",
              "connection": "mysql_user:passw0rd@tcp(0.0.0.0:%d)/Source?tls=true",
              "settings": {
                "sslCA": "../../config/mysql/client-ssl/ca.pem",
                "sslCert": "../../config/mysql/client-ssl/client-cert.pem",
                "sslKey": "../../config/mysql/client-ssl/client-key.pem"
              }
            }""".formatted(port);
    }

    /** The product description's own words, but for the port and the user. */
    private static String describedPostgres(int port) {
        return """
            {
              "type": "postgresql",
              "connection": "postgres://postgres_user:postgres@localhost:%d/destination?sslmode=verify-ca&sslrootcert=../../config/postgresql/certs/ca.crt&sslkey=../../config/postgresql/certs/client.key&sslcert=../../config/postgresql/certs/client.crt"
            }""".formatted(port);
    }

    private void create(Dbstream dbstream, String source, String target) {
        String filtered = source.replaceFirst(
                "}$",
                ", \"filter\": {\"tables\": [{\"name\": \"" + (source.contains("mysql") ? "products1" : "parts")
                        + "\"}]}}");
        Answer created = dbstream.api.create("{\"source\": " + filtered + ", \"target\": " + target + "}");
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
    }

    private static void awaitRow(Connection connection, String query, String row) {
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(SQLException.class)
                .untilAsserted(() -> assertThat(Tables.rows(connection, query)).containsExactly(row));
    }

    private MySqlServer mysql() {
        MySqlServer server = MySqlServer.startEncrypted(MySqlServer.Flavor.MYSQL, HOME.resolve("mysql"), tls);
        server.execute(
                "",
                "CREATE DATABASE Source",
                "CREATE TABLE Source.products1 (id INT PRIMARY KEY, name VARCHAR(80))",
                "CREATE USER mysql_user IDENTIFIED BY 'passw0rd' REQUIRE X509",
                "GRANT ALL ON *.* TO mysql_user");
        return server;
    }

    private PostgresServer postgres() {
        PostgresServer server = PostgresServer.startEncrypted(
                HOME.resolve("postgres"),
                tls,
                "hostssl all postgres_user all scram-sha-256 clientcert=verify-full",
                "host all postgres_user all reject");
        server.execute(
                "", "CREATE ROLE postgres_user SUPERUSER LOGIN PASSWORD 'postgres'", "CREATE DATABASE destination");
        server.execute("destination", "CREATE TABLE parts (id int PRIMARY KEY, name text)");
        return server;
    }

    private void writeCertificates() throws IOException {
        Path mysql = Files.createDirectories(CONFIG.resolve("mysql/client-ssl"));
        IssuedCertificate client = authority.issue(KeyAlgorithm.RSA, "mysql_user");
        Files.writeString(mysql.resolve("ca.pem"), authority.certificate());
        Files.writeString(mysql.resolve("client-cert.pem"), client.certificate());
        Files.writeString(mysql.resolve("client-key.pem"), client.traditionalKey());
        Path postgres = Files.createDirectories(CONFIG.resolve("postgresql/certs"));
        Files.writeString(postgres.resolve("ca.crt"), authority.certificate());
        authority.issue(KeyAlgorithm.EC, "postgres_user").write(postgres, "client");
        Files.writeString(CONFIG.resolve("ca.pem"), authority.certificate());
    }
}
