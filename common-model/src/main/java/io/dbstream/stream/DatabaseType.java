package io.dbstream.stream;

import java.util.Locale;
import java.util.Set;

/** The families of databases, as the {@code type} of a source or target names them. */
public enum DatabaseType {
    /** MySQL and MariaDB. */
    MYSQL {
        @Override
        public String defaultNamespace(ConnectionString connection) {
            return connection.database();
        }

        @Override
        boolean isOfTheServer(String namespace) {
            return SYSTEM_DATABASES.contains(namespace.toLowerCase(Locale.ROOT));
        }
    },
    /** PostgreSQL and CockroachDB. */
    POSTGRESQL {
        @Override
        public String defaultNamespace(ConnectionString connection) {
            return SearchPath.first(connection.parameters());
        }

        @Override
        boolean isOfTheServer(String namespace) {
            return namespace.startsWith("pg_") || namespace.equals("information_schema");
        }
    };

    private static final Set<String> SYSTEM_DATABASES =
            Set.of("mysql", "sys", "information_schema", "performance_schema");

    /** Where a table lives that is named without a namespace; empty when a MySQL connection names no database. */
    public abstract String defaultNamespace(ConnectionString connection);

    /** Whether the server keeps its own tables there. */
    abstract boolean isOfTheServer(String namespace);
}
