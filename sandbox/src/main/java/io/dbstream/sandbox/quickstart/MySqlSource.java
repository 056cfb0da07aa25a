package io.dbstream.sandbox.quickstart;

import io.dbstream.sandbox.MySqlServer;
import io.dbstream.sandbox.MySqlServer.Flavor;
import io.dbstream.sandbox.Ports;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** MySQL or MariaDB as the source, with a user who has exactly the rights that a stream needs. */
record MySqlSource(Flavor flavor, MySqlServer server) implements Database {
    private static final int USUAL_PORT = 3306;
    private static final String DATABASE = "Source";
    private static final String USER = "mysql_user";
    private static final String PASSWORD = "passw0rd";

    static MySqlSource start(Flavor flavor, Path directory) {
        var server = MySqlServer.start(flavor, directory, Ports.freeOr(USUAL_PORT));
        server.execute(
                "",
                "CREATE DATABASE " + DATABASE,
                "CREATE USER %s@'%%' IDENTIFIED BY '%s'".formatted(USER, PASSWORD),
                "GRANT REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO %s@'%%'".formatted(USER),
                "GRANT SELECT ON %s.* TO %s@'%%'".formatted(DATABASE, USER));
        return new MySqlSource(flavor, server);
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
        return "%s:%s@tcp(%s:%d)/%s".formatted(USER, PASSWORD, server.host(), server.port(), DATABASE);
    }

    @Override
    public Connection connect() throws SQLException {
        Connection connection = server.connect(DATABASE);
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
                        DATABASE);
    }

    @Override
    public void close() {
        server.close();
    }

    @Override
    public String momentAsText(String column) {
        return "DATE_FORMAT(%s, '%%Y-%%m-%%d %%H:%%i:%%s.%%f')".formatted(column);
    }
}
