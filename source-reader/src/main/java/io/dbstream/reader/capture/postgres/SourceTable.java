package io.dbstream.reader.capture.postgres;

import io.dbstream.reader.capture.TableSelection;
import io.dbstream.schema.TableId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table, or what the user took for one, as the source's catalog has it now.
 *
 * @param fault why it cannot be captured at all; null when it can
 * @param partitioned whether its rows are in partitions
 * @param root the partitioned table that it is a partition of; null when it is none
 * @param owned whether the user has its owner's rights
 * @param identity whether updates and deletes say which row they concern; of partitions, whether all do
 * @param unlike the partitions whose log tells less than that of the partitioned table promises
 */
record SourceTable(
        TableId id,
        @Nullable String fault,
        boolean partitioned,
        @Nullable TableId root,
        boolean owned,
        boolean identity,
        List<String> unlike) {
    private static final String TABLES = """
            WITH identified AS (
                SELECT c.oid, c.relreplident AS kind, c.relreplident = 'f' OR EXISTS (
                    SELECT 1 FROM pg_index i WHERE i.indrelid = c.oid AND i.indisvalid
                    AND (c.relreplident = 'd' AND i.indisprimary AND i.indimmediate
                        OR c.relreplident = 'i' AND i.indisreplident)) AS identity
                FROM pg_class c)
            SELECT n.nspname, c.relname, c.relkind, c.relpersistence, own.identity,
                   pg_has_role(c.relowner, 'USAGE') AS owned,
                   rn.nspname AS root_schema, r.relname AS root_name,
                   (SELECT bool_and(l.identity) FROM pg_partition_tree(c.oid) p JOIN identified l ON l.oid = p.relid
                    WHERE p.isleaf) AS leaves_identity,
                   ARRAY(SELECT p.relid::regclass::text FROM pg_partition_tree(c.oid) p
                    JOIN identified l ON l.oid = p.relid
                    WHERE p.isleaf AND own.kind = 'f' AND l.kind <> 'f') AS unlike
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN identified own ON own.oid = c.oid
            LEFT JOIN pg_class r ON c.relispartition AND r.oid = pg_partition_root(c.oid)
            LEFT JOIN pg_namespace rn ON rn.oid = r.relnamespace
            """;

    /** The selected tables that exist. */
    static List<SourceTable> selected(Connection connection, TableSelection selection) throws SQLException {
        if (selection.named().isEmpty()) {
            return ofDefaultSchema(connection, selection);
        }
        List<SourceTable> tables = new ArrayList<>();
        for (TableId id : selection.named()) {
            SourceTable table = named(connection, id);
            if (table != null) {
                tables.add(table);
            }
        }
        return tables;
    }

    /** All tables, without partitions, which their partitioned tables stand for. */
    private static List<SourceTable> ofDefaultSchema(Connection connection, TableSelection selection)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TABLES
                + " WHERE n.nspname = ? AND c.relkind IN ('r', 'p') AND c.relpersistence = 'p' AND NOT c.relispartition"
                + " ORDER BY c.relname")) {
            statement.setString(1, selection.defaultNamespace());
            return read(statement).stream()
                    .filter(table -> selection.selects(table.id()))
                    .toList();
        }
    }

    /** The names of all tables of users. */
    static List<String> names(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement statement =
                        connection.prepareStatement("SELECT schemaname || '.' || tablename FROM pg_tables"
                                + " WHERE schemaname NOT IN ('pg_catalog', 'information_schema')");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    /** Whatever has this name; null when nothing has. */
    static @Nullable SourceTable named(Connection connection, TableId id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                TABLES + " WHERE n.nspname = ? AND c.relname = ? AND c.relkind NOT IN ('i', 'I', 't', 'c')")) {
            statement.setString(1, id.namespace());
            statement.setString(2, id.name());
            List<SourceTable> found = read(statement);
            return found.isEmpty() ? null : found.getFirst();
        }
    }

    private static List<SourceTable> read(PreparedStatement statement) throws SQLException {
        List<SourceTable> tables = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                boolean partitioned = rows.getString("relkind").equals("p");
                String rootName = rows.getString("root_name");
                boolean leaves = rows.getBoolean("leaves_identity") || rows.wasNull();
                tables.add(new SourceTable(
                        new TableId(rows.getString("nspname"), rows.getString("relname")),
                        fault(rows.getString("relkind"), rows.getString("relpersistence")),
                        partitioned,
                        rootName == null ? null : new TableId(rows.getString("root_schema"), rootName),
                        rows.getBoolean("owned"),
                        partitioned ? leaves : rows.getBoolean("identity"),
                        List.of((String[]) rows.getArray("unlike").getArray())));
            }
        }
        return tables;
    }

    private static @Nullable String fault(String kind, String persistence) {
        return switch (kind) {
            case "r", "p" ->
                switch (persistence) {
                    case "p" -> null;
                    case "u" -> "is unlogged: its changes are in no log (ALTER TABLE … SET LOGGED, or leave it out)";
                    default -> "is a temporary table (leave it out of the filter)";
                };
            case "v" -> "is a view, not a table (leave it out of the filter)";
            case "m" -> "is a materialized view, not a table (leave it out of the filter)";
            case "f" -> "is a foreign table, whose rows are elsewhere (leave it out of the filter)";
            default -> "is not a table (leave it out of the filter)";
        };
    }

    /** Quoted for a statement. */
    static String quoted(TableId id) {
        return quoted(id.namespace()) + "." + quoted(id.name());
    }

    static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
