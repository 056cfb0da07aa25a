package io.dbstream.endtoend;

import io.dbstream.sandbox.MySqlServer;
import io.dbstream.sandbox.PostgresServer;
import io.dbstream.sandbox.SharedServers;
import io.dbstream.sandbox.compare.Side;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A database of its own on one of the servers: what a stream has at either end.
 *
 * @param type what a stream's configuration calls it
 * @param address what a stream's configuration says to connect to it
 */
public record Database(Kind kind, String name, String type, String address, Connecting connecting) {
    /** Opens connections. */
    @FunctionalInterface
    public interface Connecting {
        Connection connect(String database) throws SQLException;
    }

    /** A new one on the shared server of that kind. */
    static Database fresh(Kind kind) {
        return switch (kind) {
            case MYSQL -> on(SharedServers.mysql(), kind);
            case MARIADB -> on(SharedServers.mariadb(), kind);
            case POSTGRESQL -> on(SharedServers.postgres());
        };
    }

    /** A new one on that server. */
    public static Database on(MySqlServer server, Kind kind) {
        return on(server, kind, server.port());
    }

    /** The same, which the services reach by another port than the server's own. */
    public static Database on(MySqlServer server, Kind kind, int port) {
        String name = SharedServers.freshDatabase(server);
        String address = "%s:%s@tcp(%s:%d)/%s".formatted(server.user(), server.password(), server.host(), port, name);
        return new Database(kind, name, "mysql", address, server::connect);
    }

    /** A new one on that server. */
    public static Database on(PostgresServer server) {
        return on(server, server.port());
    }

    /** The same, which the services reach by another port than the server's own. */
    public static Database on(PostgresServer server, int port) {
        String name = SharedServers.freshDatabase(server);
        String address = "postgres://%s:%s@%s:%d/%s?sslmode=disable"
                .formatted(server.user(), server.password(), server.host(), port, name);
        return new Database(Kind.POSTGRESQL, name, "postgresql", address, server::connect);
    }

    public Connection connect() throws SQLException {
        return connecting.connect(name);
    }

    /** A connection that prints instants in UTC. */
    Connection connectInUtc() throws SQLException {
        Connection connection = connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute(kind.isMySql() ? "SET time_zone = '+00:00'" : "SET TIME ZONE 'UTC'");
        }
        return connection;
    }

    /** This end of a comparison, over that connection. */
    public Side side(Connection connection) throws SQLException {
        return kind.isMySql() ? Side.mySql(connection) : Side.postgres(connection);
    }
}
