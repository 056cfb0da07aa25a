package io.dbstream.endtoend;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A target's table in the words of its server: a line for each column, and one for the key. */
final class TableDescription {
    private TableDescription() {}

    static List<String> of(Kind kind, Connection connection, String table) throws SQLException {
        return QueryRows.of(connection, kind.isMySql() ? ofMySql(table) : ofPostgres(table));
    }

    private static String ofPostgres(String table) {
        String quoted = table.replace("\"", "\"\"").replace("'", "''");
        return """
            SELECT line FROM (
                SELECT attnum AS place, attname || ' ' || format_type(atttypid, atttypmod)
                       || CASE WHEN attnotnull THEN ' not null' ELSE '' END AS line
                FROM pg_attribute WHERE attrelid = '"%1$s"'::regclass AND attnum > 0
                UNION ALL
                SELECT 10000, lower(pg_get_constraintdef(oid))
                FROM pg_constraint WHERE conrelid = '"%1$s"'::regclass AND contype IN ('p', 'u')) AS lines
            ORDER BY place""".formatted(quoted);
    }

    /** Without the widths that MariaDB prints behind whole numbers, and that mean nothing. */
    private static String ofMySql(String table) {
        String quoted = table.replace("\\", "\\\\").replace("'", "''");
        return """
            SELECT line FROM (
                SELECT ordinal_position AS place, CONCAT(column_name, ' ',
                       IF(column_type LIKE 'tinyint(1)%%', column_type, REGEXP_REPLACE(column_type, 'int\\\\([0-9]+\\\\)', 'int')),
                       IF(is_nullable = 'NO', ' not null', '')) AS line
                FROM information_schema.columns WHERE table_schema = DATABASE() AND BINARY table_name = '%1$s'
                UNION ALL
                SELECT 10000, CONCAT(IF(index_name = 'PRIMARY', 'primary key', 'unique'), ' (',
                       GROUP_CONCAT(column_name ORDER BY seq_in_index SEPARATOR ', '), ')')
                FROM information_schema.statistics
                WHERE table_schema = DATABASE() AND BINARY table_name = '%1$s' AND NOT non_unique GROUP BY index_name) AS described
            ORDER BY place""".formatted(quoted);
    }
}
