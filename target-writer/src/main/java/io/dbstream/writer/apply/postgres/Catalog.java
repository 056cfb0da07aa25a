package io.dbstream.writer.apply.postgres;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads from the target's catalog what its tables look like. */
final class Catalog {
    private static final String TABLE = """
            SELECT c.oid, c.relkind,
                   has_table_privilege(c.oid, 'SELECT') AND has_table_privilege(c.oid, 'INSERT')
                   AND has_table_privilege(c.oid, 'UPDATE') AND has_table_privilege(c.oid, 'DELETE') AS writable,
                   current_user
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ? AND c.relname = ?""";

    // A domain may stand on a domain; only the innermost type has a modifier.
    private static final String COLUMNS = """
            WITH RECURSIVE resolved AS (
                SELECT a.attnum, a.atttypid AS type, a.atttypmod AS modifier
                FROM pg_attribute a WHERE a.attrelid = ?::oid AND a.attnum > 0 AND NOT a.attisdropped
                UNION ALL
                SELECT r.attnum, t.typbasetype, t.typtypmod
                FROM resolved r JOIN pg_type t ON t.oid = r.type WHERE t.typtype = 'd')
            SELECT a.attname, a.attgenerated <> '' AS generated, a.attidentity = 'a' AS identity_always,
                   t.typname, t.typtype, n.nspname = 'pg_catalog' AS built_in, r.modifier,
                   format_type(t.oid, -1) AS sql, format_type(t.oid, r.modifier) AS display
            FROM resolved r
            JOIN pg_type t ON t.oid = r.type AND t.typtype <> 'd'
            JOIN pg_namespace n ON n.oid = t.typnamespace
            JOIN pg_attribute a ON a.attrelid = ?::oid AND a.attnum = r.attnum
            ORDER BY a.attnum""";

    private static final String KEYS = """
            SELECT (SELECT array_agg(a.attname::text) FROM pg_attribute a
                    WHERE a.attrelid = i.indrelid AND a.attnum = ANY ((i.indkey::int2[])[0:i.indnkeyatts - 1])) AS columns
            FROM pg_index i
            WHERE i.indrelid = ?::oid AND i.indisunique AND i.indisvalid AND i.indimmediate
              AND i.indpred IS NULL AND i.indexprs IS NULL""";

    private static final String FOREIGN_KEYS = """
            SELECT conrelid, confrelid, confdeltype IN ('c', 'n', 'd') OR confupdtype IN ('c', 'n', 'd') AS cascading
            FROM pg_constraint WHERE contype = 'f' AND (conrelid = ?::oid OR confrelid = ?::oid)""";

    private final Connection connection;

    Catalog(Connection connection) {
        this.connection = connection;
    }

    /** The table of this name, or null when the target has none. */
    @Nullable
    TargetTable find(TableName name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TABLE)) {
            statement.setString(1, name.schema());
            statement.setString(2, name.name());
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    return null;
                }
                String kind = rows.getString("relkind");
                if (!kind.equals("r") && !kind.equals("p")) {
                    throw new StreamException(
                            ErrorKind.CONFIGURATION,
                            "The target's " + name + " is not a table: rows cannot be written to it");
                }
                if (!rows.getBoolean("writable")) {
                    throw missingRights(name, rows.getString("current_user"));
                }
                return table(rows.getLong("oid"), name, kind.equals("p"));
            }
        }
    }

    private static StreamException missingRights(TableName name, String user) {
        return new StreamException(
                ErrorKind.PREREQUISITE,
                "The target's user may not write to table " + name
                        + ": GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON " + name.sql() + " TO "
                        + TableName.quote(user));
    }

    private TargetTable table(long oid, TableName name, boolean partitioned) throws SQLException {
        Set<Long> parents = new HashSet<>();
        boolean referenced = false;
        boolean cascading = false;
        try (PreparedStatement statement = connection.prepareStatement(FOREIGN_KEYS)) {
            statement.setLong(1, oid);
            statement.setLong(2, oid);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    long child = rows.getLong("conrelid");
                    long parent = rows.getLong("confrelid");
                    if (child == oid && parent != oid) {
                        parents.add(parent);
                    }
                    if (parent == oid) {
                        referenced |= child != oid;
                        cascading |= rows.getBoolean("cascading");
                    }
                }
            }
        }
        return new TargetTable(
                oid, name, partitioned, columns(oid), keys(oid), Set.copyOf(parents), referenced, cascading);
    }

    private List<TargetColumn> columns(long oid) throws SQLException {
        List<TargetColumn> columns = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
            statement.setLong(1, oid);
            statement.setLong(2, oid);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    TargetType type = new TargetType(
                            rows.getString("typname"),
                            rows.getString("typtype").charAt(0),
                            rows.getBoolean("built_in"),
                            rows.getInt("modifier"),
                            rows.getString("sql"),
                            rows.getString("display"));
                    columns.add(new TargetColumn(
                            rows.getString("attname"),
                            type,
                            rows.getBoolean("generated"),
                            rows.getBoolean("identity_always")));
                }
            }
        }
        return List.copyOf(columns);
    }

    private List<Set<String>> keys(long oid) throws SQLException {
        List<Set<String>> keys = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(KEYS)) {
            statement.setLong(1, oid);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String[] columns = (String[]) rows.getArray("columns").getArray();
                    keys.add(Set.copyOf(Arrays.asList(columns)));
                }
            }
        }
        return List.copyOf(keys);
    }
}
