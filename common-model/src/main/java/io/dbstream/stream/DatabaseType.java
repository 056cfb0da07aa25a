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
            return "public";
        }
    };

    /** Where a table lives that is named without a namespace. */
    public abstract String defaultNamespace(ConnectionString connection);
}
