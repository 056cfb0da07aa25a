package io.dbstream.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class MySqlServerIT {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void keepsWhatIsCommittedWhenItIsKilledAndWhenItIsStopped(MySqlServer.Flavor flavor) throws SQLException {
        try (var server = MySqlServer.start(flavor, directory)) {
            server.execute("", "CREATE DATABASE shop", "CREATE TABLE shop.item (id INT PRIMARY KEY)");
            server.execute("shop", "INSERT INTO item VALUES (1)");
            server.kill();
            server.start();
            server.execute("shop", "INSERT INTO item VALUES (2)");
            server.stop();
            assertThatThrownBy(() -> server.connect("")).isInstanceOf(SQLException.class);
            server.start();

            assertThat(query(server, "SELECT id FROM shop.item ORDER BY id")).containsExactly("1", "2");
        }
    }

    @ParameterizedTest
    @EnumSource
    void runsTwiceSideBySideWithIdentitiesOfTheirOwn(MySqlServer.Flavor flavor) throws SQLException {
        try (var one = MySqlServer.start(flavor, directory.resolve("one"));
                var other = MySqlServer.start(flavor, directory.resolve("other"))) {
            String identity = flavor == MySqlServer.Flavor.MYSQL
                    ? "SELECT CONCAT(@@server_id, @@server_uuid)"
                    : "SELECT @@server_id";
            assertThat(query(one, identity)).isNotEqualTo(query(other, identity));
        }
    }

    @ParameterizedTest
    @EnumSource
    void writesABinaryLogThatAStreamCanRead(MySqlServer.Flavor flavor) throws SQLException {
        try (var server = MySqlServer.start(flavor, directory, "--default-time-zone=+05:30")) {
            assertThat(
                            query(
                                    server,
                                    "SELECT CONCAT_WS(' ', @@log_bin + 0, @@binlog_format, @@binlog_row_image, @@binlog_row_metadata, @@time_zone)"))
                    .containsExactly("1 ROW FULL FULL +05:30");
        }
    }

    @Test
    void isOfTheVersionThatIsAskedFor() throws SQLException {
        try (var server = MySqlServer.start(MySqlServer.Version.MARIADB_10_11, directory)) {
            assertThat(query(server, "SELECT VERSION()")).singleElement(STRING).startsWith("10.11.5-MariaDB");
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesEverybodyButTheAdministratorWithThePassword(MySqlServer.Flavor flavor) throws SQLException {
        try (var server = MySqlServer.start(flavor, directory)) {
            String url = "jdbc:mariadb://%s:%d/?allowPublicKeyRetrieval=true".formatted(server.host(), server.port());
            assertThatThrownBy(() -> DriverManager.getConnection(url, server.user(), "wrong"))
                    .hasMessageContaining("Access denied");
            // MySQL gives a user it does not know any of its plugins, also one that the driver does not have.
            assertThatThrownBy(() -> DriverManager.getConnection(url, "root", ""))
                    .hasMessageFindingMatch("Access denied|authentication protocol");
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsWhatItsLogSaysWhenItCannotStart(MySqlServer.Flavor flavor) {
        assertThatThrownBy(() -> MySqlServer.start(flavor, directory, "--no-such-option"))
                .isInstanceOf(SandboxException.class)
                .hasMessageContaining("no-such-option");
    }

    private static List<String> query(MySqlServer server, String sql) throws SQLException {
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
