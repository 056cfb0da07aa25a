package io.dbstream.sandbox.quickstart;

import io.dbstream.sandbox.Ports;
import io.dbstream.sandbox.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** PostgreSQL as the target, with a user who owns the database but is nothing more. */
record PostgresTarget(PostgresServer server) implements Database {
    private static final int USUAL_PORT = 5432;
    private static final String DATABASE = "destination";
    private static final String USER = "postgres_user";
    private static final String PASSWORD = "passw0rd";

    static PostgresTarget start(Path directory) {
        var server = PostgresServer.start(directory, Ports.freeOr(USUAL_PORT));
        server.execute(
                "",
                "CREATE USER %s PASSWORD '%s'".formatted(USER, PASSWORD),
                "CREATE DATABASE %s OWNER %s".formatted(DATABASE, USER));
        return new PostgresTarget(server);
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
        Connection connection = server.connect(DATABASE);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TIME ZONE 'UTC'");
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
    public String momentAsText(String column) {
        return "to_char(%s, 'YYYY-MM-DD HH24:MI:SS.US')".formatted(column);
    }

    private String url(String user, String password) {
        return "postgres://%s:%s@%s:%d/%s?sslmode=disable"
                .formatted(user, password, server.host(), server.port(), DATABASE);
    }
}
