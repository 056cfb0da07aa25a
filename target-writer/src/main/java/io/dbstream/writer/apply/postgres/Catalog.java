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
            SELECT c.oid, c.relkind, row_security_active(c.oid) AS row_security,
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
                   s.schema || format_type(t.oid, -1) AS sql, s.schema || format_type(t.oid, r.modifier) AS display,
                   (WITH RECURSIVE base AS (
                        SELECT e.oid AS type, -1 AS modifier WHERE e.typtype = 'd'
                        UNION ALL
                        SELECT d.typbasetype, d.typtypmod FROM base b JOIN pg_type d ON d.oid = b.type WHERE d.typtype = 'd')
                    SELECT format_type(d.typarray, b.modifier)
                    FROM base b JOIN pg_type d ON d.oid = b.type
                    WHERE d.typtype <> 'd' AND d.typarray <> 0) AS array_of_base,
                   NOT COALESCE(l.collisdeterministic, true) AS own_equality
            FROM resolved r
            JOIN pg_type t ON t.oid = r.type AND t.typtype <> 'd'
            JOIN pg_namespace n ON n.oid = t.typnamespace
            JOIN pg_attribute a ON a.attrelid = ?::oid AND a.attnum = r.attnum
            LEFT JOIN pg_type e ON e.oid = t.typelem AND e.typarray = t.oid
            LEFT JOIN pg_collation l ON l.oid = a.attcollation
            CROSS JOIN LATERAL (
                SELECT CASE WHEN n.nspname <> 'pg_catalog' AND pg_type_is_visible(COALESCE(e.oid, t.oid))
                            THEN quote_ident(n.nspname) || '.' ELSE '' END AS schema) s
            ORDER BY a.attnum""";

    // Those that fire for changes of replicas as well are meant to.
    private static final String TRIGGERS = """
            SELECT tgname FROM pg_trigger
            WHERE (tgrelid = ?::oid OR tgrelid IN (SELECT relid FROM pg_partition_tree(?::oid)))
              AND NOT tgisinternal AND tgenabled = 'O'
            ORDER BY tgname LIMIT 1""";

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
    private final Reactions reactions;

    /** @param reactions what of the target reacts to rows that are written */
    Catalog(Connection connection, Reactions reactions) {
        this.connection = connection;
        this.reactions = reactions;
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
                if (rows.getBoolean("row_security")) {
                    throw rowSecurity(name, rows.getString("current_user"));
                }
                return table(rows.getLong("oid"), name, kind.equals("p"));
            }
        }
    }

    /** Updates and deletes would pass over the rows that a policy hides. */
    private static StreamException rowSecurity(TableName name, String user) {
        return new StreamException(
                ErrorKind.PREREQUISITE,
                "Policies of row level security hold for the target's user on table " + name + ": ALTER ROLE "
                        + TableName.quote(user) + " BYPASSRLS, or ALTER TABLE " + name.sql()
                        + " DISABLE ROW LEVEL SECURITY");
    }

    /** @throws StreamException when a trigger would do a second time what it did at the source, or more than that */
    private void refuseTriggers(long oid, TableName name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TRIGGERS)) {
            statement.setLong(1, oid);
            statement.setLong(2, oid);
            try (ResultSet rows = statement.executeQuery()) {
                if (rows.next()) {
                    String trigger = TableName.quote(rows.getString(1));
                    throw new StreamException(
                            ErrorKind.PREREQUISITE,
                            "Target table " + name + " has the trigger " + trigger
                                    + ", which would fire for changes that the source's triggers have had their part in: ALTER TABLE "
                                    + name.sql() + " DISABLE TRIGGER USER, or ENABLE ALWAYS TRIGGER " + trigger
                                    + " if it is meant to; or let all fire: target.settings.triggers = fire");
                }
            }
        }
    }

    boolean hasSchema(String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT FROM pg_namespace WHERE nspname = ?")) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
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
        if (reactions == Reactions.FOREIGN_KEYS) {
            refuseTriggers(oid, name);
        }
        Set<Long> parents = new HashSet<>();
        boolean referenced = false;
        boolean cascading = false;
        try (PreparedStatement statement = connection.prepareStatement(FOREIGN_KEYS)) {
            // None has number 0: a replica's session does not heed foreign keys.
            long heeded = reactions == Reactions.NONE ? 0 : oid;
            statement.setLong(1, heeded);
            statement.setLong(2, heeded);
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
                    TargetType type = type(rows);
                    columns.add(new TargetColumn(
                            rows.getString("attname"),
                            type,
                            rows.getBoolean("generated"),
                            rows.getBoolean("identity_always"),
                            rows.getBoolean("own_equality") ? Equality.LOOSE : type.equality()));
                }
            }
        }
        return List.copyOf(columns);
    }

    private static TargetType type(ResultSet rows) throws SQLException {
        String display = rows.getString("display");
        String arrayOfBase = rows.getString("array_of_base");
        return new TargetType(
                rows.getString("typname"),
                rows.getString("typtype").charAt(0),
                rows.getBoolean("built_in"),
                rows.getInt("modifier"),
                rows.getString("sql"),
                display,
                TypeName.of(arrayOfBase == null ? display : arrayOfBase));
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
