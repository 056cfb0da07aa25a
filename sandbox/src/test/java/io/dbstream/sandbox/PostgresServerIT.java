package io.dbstream.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbstream.sandbox.PostgresServer.Version;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PostgresServerIT {
    @TempDir
    private Path directory;

    @Test
    void keepsWhatIsCommittedWhenItIsKilledAndWhenItIsStopped() throws SQLException {
        try (var server = PostgresServer.start(directory)) {
            server.execute("", "CREATE TABLE item (id INT PRIMARY KEY)", "INSERT INTO item VALUES (1)");
            try (Connection open = server.connect("")) {
                server.kill();
                server.start();
                assertThat(open.isValid(1)).isFalse();
            }
            server.execute("", "INSERT INTO item VALUES (2)");
            server.stop();
            assertThatThrownBy(() -> server.connect("")).isInstanceOf(SQLException.class);
            server.start();

            assertThat(query(server, "SELECT id FROM item ORDER BY id")).containsExactly("1", "2");
        }
    }

    @Test
    void runsTwiceSideBySideWithIdentitiesOfTheirOwn() throws SQLException {
        try (var one = PostgresServer.start(directory.resolve("one"));
                var other = PostgresServer.start(directory.resolve("other"))) {
            String identity = "SELECT system_identifier FROM pg_control_system()";
            assertThat(query(one, identity)).isNotEqualTo(query(other, identity));
        }
    }

    @Test
    void isReadyForLogicalReplicationAndTakesOtherSettings() throws SQLException {
        try (var server = PostgresServer.start(directory, "max_connections=7", "max_wal_senders=2")) {
            assertThat(query(server, "SHOW wal_level")).containsExactly("logical");
            assertThat(query(server, "SHOW max_connections")).containsExactly("7");
        }
    }

    @Test
    void isOfTheVersionThatIsAskedFor() throws SQLException {
        try (var server = PostgresServer.start(Version.V14, directory)) {
            assertThat(query(server, "SHOW server_version")).containsExactly("14.24");
        }
    }

    @Test
    void refusesAWrongPassword() {
        try (var server = PostgresServer.start(directory)) {
            String url = "jdbc:postgresql://%s:%d/postgres".formatted(server.host(), server.port());
            assertThatThrownBy(() -> DriverManager.getConnection(url, server.user(), "wrong"))
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void tellsWhatItsLogSaysWhenItCannotStart() {
        assertThatThrownBy(() -> PostgresServer.start(directory, "no_such_setting=1"))
                .isInstanceOf(SandboxException.class)
                .hasMessageContaining("no_such_setting");
    }

    private static List<String> query(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = server.connect("");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}
