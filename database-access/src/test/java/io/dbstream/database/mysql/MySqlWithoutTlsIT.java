package io.dbstream.database.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbstream.database.Failures;
import io.dbstream.sandbox.MySqlServer;
import io.dbstream.stream.ConnectionString;
import io.dbstream.stream.Side;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MySqlWithoutTlsIT {
    @Test
    void a_server_without_tls_is_reached_by_those_only_who_do_not_insist() throws SQLException {
        Path home = Path.of("target", "tls", "none");
        try (MySqlServer server = MySqlServer.start(MySqlServer.Flavor.MARIADB, home, "--skip-ssl")) {
            assertThatThrownBy(() -> connections(server, "skip-verify").open(Map.of()))
                    .satisfies(Failures::isOfConfiguration)
                    .hasMessageContaining("the server has no TLS");
            try (Connection connection = connections(server, "preferred").open(Map.of())) {
                assertThat(connection.isValid(1)).isTrue();
            }
        }
    }

    private static MySqlConnections connections(MySqlServer server, String tls) {
        return MySqlConnections.of(
                Side.TARGET,
                new ConnectionString(
                        server.user(), server.password(), server.host(), server.port(), "", Map.of("tls", tls)),
                Map.of());
    }
}
