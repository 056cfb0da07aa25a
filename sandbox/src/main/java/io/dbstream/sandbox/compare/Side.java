package io.dbstream.sandbox.compare;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** One database of a comparison. */
public sealed interface Side permits MySqlSide, PostgresSide {
    /** A MySQL or MariaDB server; tables are those of the connection's database, and of databases that are named. */
    static Side mySql(Connection connection) throws SQLException {
        return MySqlSide.over(connection);
    }

    /** A PostgreSQL server; tables are those of all schemas. */
    static Side postgres(Connection connection) throws SQLException {
        return PostgresSide.over(connection);
    }

    Connection connection();

    /** All tables with rows of their own, but dbstream's own. */
    List<TableName> tables() throws SQLException;

    /** The table's columns in their order; none if there is no such table. */
    List<ComparedColumn> columns(TableName table) throws SQLException;

    /** The names of the key's columns, in the key's order. */
    List<String> key(TableName table) throws SQLException;

    /** The table's name in a statement. */
    String quoted(TableName table);
}
