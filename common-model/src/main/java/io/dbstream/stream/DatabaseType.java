package io.dbstream.stream;

/** The families of databases, as the {@code type} of a source or target names them. */
public enum DatabaseType {
    /** MySQL and MariaDB. */
    MYSQL,
    /** PostgreSQL and CockroachDB. */
    POSTGRESQL
}
