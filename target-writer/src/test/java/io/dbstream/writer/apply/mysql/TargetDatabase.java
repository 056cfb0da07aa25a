package io.dbstream.writer.apply.mysql;

import io.dbstream.change.SourcePosition;
import io.dbstream.sandbox.MySqlServer;
import io.dbstream.sandbox.SharedServers;
import io.dbstream.stream.Checkpoint;
import io.dbstream.stream.ConnectionString;
import io.dbstream.stream.DatabaseType;
import io.dbstream.writer.apply.TableMapping;
import io.dbstream.writer.apply.Tables;
import io.dbstream.writer.apply.Target;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A database of a real MySQL or MariaDB, for one test. */
final class TargetDatabase {
    static final String STREAM = "2AbCdEfGhIjKlMnOpQrStUvWxYz";

    private final MySqlServer server;
    private final String name;

    TargetDatabase(MySqlServer.Flavor flavor) {
        this(flavor == MySqlServer.Flavor.MYSQL ? SharedServers.mysql() : SharedServers.mariadb());
    }

    TargetDatabase(MySqlServer server) {
        this.server = server;
        this.name = SharedServers.freshDatabase(server);
    }

    String name() {
        return name;
    }

    ConnectionString address() {
        return address(server.user(), server.password());
    }

    ConnectionString address(String user, String password) {
        return new ConnectionString(user, password, server.host(), server.port(), name, Map.of());
    }

    Target target() {
        return target(address(), DatabaseType.MYSQL, Map.of());
    }

    Target target(ConnectionString address, DatabaseType source, Map<String, String> settings) {
        return MySqlTarget.of(address, settings, STREAM, source, new TableMapping(Tables.NAMESPACE));
    }

    Target opened() {
        Target target = target();
        target.open();
        return target;
    }

    Connection connect() throws SQLException {
        return server.connect(name);
    }

    void execute(String... statements) {
        server.execute(name, statements);
    }

    /** The rows of a query, each as its values joined by a bar, as the server prints them in UTC. */
    List<String> rows(String query) {
        List<String> found = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET time_zone = '+00:00'");
            try (ResultSet rows = statement.executeQuery(query)) {
                int columns = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    List<String> values = new ArrayList<>();
                    for (int column = 1; column <= columns; column++) {
                        values.add(String.valueOf(rows.getString(column)));
                    }
                    found.add(String.join("|", values));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static Checkpoint checkpoint(long sequence) {
        return new Checkpoint("epoch", sequence, new SourcePosition("binlog.000001:" + sequence, sequence));
    }
}
