package io.dbstream.stream;

/** The families of databases, as the {@code type} of a source or target names them. */
public enum DatabaseType {
    /** MySQL and MariaDB. */
    MYSQL {
        @Override
        public String defaultNamespace(ConnectionString connection) {
            return connection.database();
        }
    },
    /** PostgreSQL and CockroachDB. */
    POSTGRESQL {
        @Override
        public String defaultNamespace(ConnectionString connection) {
            return SearchPath.first(connection.parameters());
        }
    };

    /** Where a table lives that is named without a namespace; empty when a MySQL connection names no database. */
    public abstract String defaultNamespace(ConnectionString connection);
}
