package io.dbstream.sandbox.quickstart;

import io.dbstream.sandbox.PostgresServer;
import io.dbstream.sandbox.compare.Side;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** PostgreSQL, with a user who owns the database and, where it is the source, may replicate. */
record PostgresDatabase(PostgresServer server, String database) implements Database {
    private static final String USER = "postgres_user";
    private static final String PASSWORD = "passw0rd";

    static PostgresDatabase source(Path directory, int port) {
        return start(directory, port, "source", "REPLICATION");
    }

    static PostgresDatabase target(Path directory, int port) {
        return start(directory, port, "destination", "");
    }

    private static PostgresDatabase start(Path directory, int port, String database, String attributes) {
        var server = PostgresServer.start(directory, port);
        server.execute(
                "",
                "CREATE USER %s PASSWORD '%s' %s".formatted(USER, PASSWORD, attributes),
                "CREATE DATABASE %s OWNER %s".formatted(database, USER));
        return new PostgresDatabase(server, database);
    }

    @Override
    public String label() {
        return "PostgreSQL at %s:%d".formatted(server.host(), server.port());
    }

    @Override
    public String type() {
        return "postgresql";
    }

    @Override
    public String connectionString() {
        return url(USER, PASSWORD);
    }

    @Override
    public Connection connect() throws SQLException {
        Connection connection = server.connect(database);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TIME ZONE 'UTC'");
            // Who makes a table owns it, and only its owner may let others replicate it.
            statement.execute("SET ROLE " + USER);
        }
        return connection;
    }

    @Override
    public String shell() {
        return "psql '" + url(USER, PASSWORD) + "'";
    }

    @Override
    public void close() {
        server.close();
    }

    @Override
    public String[] definition(SampleTable table) {
        return table.forPostgres();
    }

    @Override
    public Side side(Connection connection) throws SQLException {
        return Side.postgres(connection);
    }

    private String url(String user, String password) {
        return "postgres://%s:%s@%s:%d/%s?sslmode=disable"
                .formatted(user, password, server.host(), server.port(), database);
    }
}
