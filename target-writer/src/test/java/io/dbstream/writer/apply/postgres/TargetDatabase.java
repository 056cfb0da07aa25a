package io.dbstream.writer.apply.postgres;

import io.dbstream.change.SourcePosition;
import io.dbstream.sandbox.PostgresServer;
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

/** A database of a real PostgreSQL, for one test. */
final class TargetDatabase {
    static final String STREAM = "2AbCdEfGhIjKlMnOpQrStUvWxYz";

    private final PostgresServer server = SharedServers.postgres();
    private final String name = SharedServers.freshDatabase(server);

    ConnectionString address() {
        return address(server.user(), server.password());
    }

    ConnectionString address(String user, String password) {
        return new ConnectionString(user, password, server.host(), server.port(), name, Map.of());
    }

    Target target() {
        return target(address());
    }

    Target target(ConnectionString address) {
        return target(address, DatabaseType.MYSQL, Map.of());
    }

    Target target(ConnectionString address, DatabaseType source, Map<String, String> settings) {
        return PostgresTarget.of(address, settings, STREAM, source, new TableMapping(Tables.NAMESPACE));
    }

    /** Open, for changes of another PostgreSQL. */
    Target openedForPostgres() {
        Target target = target(address(), DatabaseType.POSTGRESQL, Map.of());
        target.open();
        return target;
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

    /** The rows of a query, each as its values joined by a bar, as PostgreSQL prints them. */
    List<String> rows(String query) {
        List<String> found = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                List<String> values = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    values.add(String.valueOf(rows.getString(column)));
                }
                found.add(String.join("|", values));
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
