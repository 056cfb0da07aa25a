package io.dbstream.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;

/**
 * What a contender connects: all contenders of a run share the source's database, and each has a target database of its own, with the
 * tables in it already.
 *
 * @param tables the names of the tables that it carries
 * @param directory for its files and logs, of its own
 */
record Link(Place source, Place target, List<String> tables, Path directory) {
    /** A database of a server on this machine. */
    record Place(Engine engine, String host, int port, String user, String password, String database) {
        /** A connection that takes several statements at once, and files for LOAD DATA from this JVM. */
        Connection connect() throws SQLException {
            var properties = new Properties();
            properties.setProperty("user", user);
            properties.setProperty("password", password);
            if (engine == Engine.POSTGRESQL) {
                return DriverManager.getConnection(url("postgresql"), properties);
            }
            properties.setProperty("allowPublicKeyRetrieval", "true");
            properties.setProperty("allowMultiQueries", "true");
            properties.setProperty("allowLocalInfile", "true");
            return DriverManager.getConnection(url("mariadb"), properties);
        }

        private String url(String protocol) {
            return "jdbc:%s://%s:%d/%s".formatted(protocol, host, port, database);
        }
    }

    /** What speaks at a place. */
    enum Engine {
        MYSQL("MySQL"),
        MARIADB("MariaDB"),
        POSTGRESQL("PostgreSQL");

        private final String label;

        Engine(String label) {
            this.label = label;
        }

        /** As it is written in sentences. */
        String label() {
            return label;
        }
    }
}
