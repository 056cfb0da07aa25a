package io.dbstream.reader.capture.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dbstream.change.ChangeEvent.Insert;
import io.dbstream.reader.capture.TableSelection;
import io.dbstream.sandbox.PostgresServer;
import io.dbstream.sandbox.tls.CertificateAuthority;
import io.dbstream.sandbox.tls.KeyAlgorithm;
import io.dbstream.sandbox.tls.ServerTls;
import io.dbstream.stream.ConnectionString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log is read through an encrypted connection as through a plain one, whose socket is waited on in its own way. */
class EncryptedCaptureIT {
    private static final Path DIRECTORY =
            Path.of("target", "sandbox", "encrypted-" + ProcessHandle.current().pid());
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void theLogIsReadEncrypted(@TempDir Path files) throws IOException {
        CertificateAuthority authority = CertificateAuthority.named("authority");
        Path root = Files.writeString(files.resolve("ca.crt"), authority.certificate());
        ServerTls tls = new ServerTls(authority.issue(KeyAlgorithm.EC, "server", "127.0.0.1"), authority);
        try (PostgresServer server = PostgresServer.startEncrypted(DIRECTORY, tls)) {
            SourceDatabase database = SourceDatabase.on(server);
            database.run("CREATE TABLE a (id int PRIMARY KEY, filler text)");
            PostgresCapture capture = new PostgresCapture(
                    new ConnectionString(
                            server.user(),
                            server.password(),
                            server.host(),
                            server.port(),
                            database.name(),
                            Map.of("sslmode", "verify-full", "sslrootcert", root.toString())),
                    Map.of(),
                    new TableSelection("public", List.of()),
                    "stream-" + database.name());
            capture.preflight();
            Recording recording = new Recording(capture);
            CompletableFuture<Void> reading = recording.readFrom(capture.end());

            await().atMost(PATIENCE).until(() -> recording.idleCalls() >= 2);
            assertThat(database.ask("SELECT ssl FROM pg_stat_replication JOIN pg_stat_ssl USING (pid)"))
                    .isEqualTo("t");
            // Records of TLS end elsewhere than messages do.
            database.run("INSERT INTO a SELECT g, repeat('x', g * 37 % 30000) FROM generate_series(1, 2000) g");
            await().atMost(PATIENCE).until(() -> recording.changes().size() == 2000);
            await().atMost(PATIENCE).until(() -> recording.coordinates().size() == 1);
            database.run("INSERT INTO a VALUES (3000, 'late')");
            await().atMost(PATIENCE).until(() -> recording.coordinates().size() == 2);
            capture.stop();

            assertThat(reading).succeedsWithin(PATIENCE);
            assertThat(recording.changes())
                    .first()
                    .isInstanceOfSatisfying(
                            Insert.class,
                            insert -> assertThat((String) insert.after().get(1)).hasSize(37));
            capture.release();
        }
    }
}
