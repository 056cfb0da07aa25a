package io.dbstream.sandbox.quickstart;

import io.dbstream.sandbox.MySqlServer;
import io.dbstream.sandbox.MySqlServer.Flavor;
import io.dbstream.sandbox.compare.Side;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** MySQL or MariaDB, with a user who has exactly the rights that a stream needs. */
record MySqlDatabase(Flavor flavor, MySqlServer server, String database) implements Database {
    private static final String USER = "mysql_user";
    private static final String PASSWORD = "passw0rd";

    static MySqlDatabase source(Flavor flavor, Path directory, int port) {
        return start(
                flavor,
                directory,
                port,
                "Source",
                "GRANT REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO %1$s@'%%'",
                "GRANT SELECT ON %2$s.* TO %1$s@'%%'");
    }

    static MySqlDatabase target(Flavor flavor, Path directory, int port) {
        return start(flavor, directory, port, "destination", "GRANT ALL ON %2$s.* TO %1$s@'%%'");
    }

    private static MySqlDatabase start(Flavor flavor, Path directory, int port, String database, String... rights) {
        var server = MySqlServer.start(flavor, directory, port);
        server.execute(
                "", "CREATE DATABASE " + database, "CREATE USER %s@'%%' IDENTIFIED BY '%s'".formatted(USER, PASSWORD));
        for (String right : rights) {
            server.execute("", right.formatted(USER, database));
        }
        return new MySqlDatabase(flavor, server, database);
    }

    @Override
    public String label() {
        String name = switch (flavor) {
            case MYSQL -> "MySQL";
            case MARIADB -> "MariaDB";
        };
        return "%s at %s:%d".formatted(name, server.host(), server.port());
    }

    @Override
    public String type() {
        return "mysql";
    }

    @Override
    public String connectionString() {
        return "%s:%s@tcp(%s:%d)/%s".formatted(USER, PASSWORD, server.host(), server.port(), database);
    }

    @Override
    public Connection connect() throws SQLException {
        Connection connection = server.connect(database);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET time_zone = '+00:00'");
        }
        return connection;
    }

    @Override
    public String shell() {
        String encryption = switch (flavor) {
            case MYSQL -> "";
            // The client of MariaDB demands it, and the sandbox's server has none.
            case MARIADB -> " --skip-ssl";
        };
        return "%s%s -h %s -P %d -u %s -p%s %s"
                .formatted(
                        server.client(),
                        encryption,
                        server.host(),
                        server.port(),
                        server.user(),
                        server.password(),
                        database);
    }

    @Override
    public void close() {
        server.close();
    }

    @Override
    public String[] definition(SampleTable table) {
        return new String[] {table.forMySql()};
    }

    @Override
    public Side side(Connection connection) throws SQLException {
        return Side.mySql(connection);
    }
}
