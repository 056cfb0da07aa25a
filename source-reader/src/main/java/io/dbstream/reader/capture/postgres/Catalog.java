package io.dbstream.reader.capture.postgres;

import io.dbstream.reader.capture.postgres.Relation.RelationColumn;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the log does not tell of its tables: which columns may be NULL, and the order of keys. Asked when a table is first seen and when it
 * changes, over one connection that is opened when needed. The catalog tells of now, the log of then: what does not fit is left aside.
 */
final class Catalog implements Descriptions, AutoCloseable {
    // Rows may exchange the values of a deferrable key, and in between two have the same: it does not tell them apart.
    private static final String COLUMNS = """
            SELECT a.attname, a.attnotnull,
                   array_position((p.indkey::int2[])[0:p.indnkeyatts - 1], a.attnum) AS in_primary_key,
                   array_position((r.indkey::int2[])[0:r.indnkeyatts - 1], a.attnum) AS in_identity
            FROM pg_attribute a
            LEFT JOIN pg_index p ON p.indrelid = a.attrelid AND p.indisprimary AND p.indimmediate
            LEFT JOIN pg_index r ON r.indrelid = a.attrelid AND r.indisreplident
            WHERE a.attrelid = ? AND a.attnum > 0 AND NOT a.attisdropped""";

    private final Connector connector;
    private @Nullable Connection connection;
    private @Nullable ColumnTypes types;

    Catalog(Connector connector) {
        this.connector = connector;
    }

    /** Asks, a second time when the connection was lost meanwhile. */
    @Override
    public Described describe(Relation relation) {
        String task = "read the columns of " + relation.id();
        try {
            return ask(relation);
        } catch (SQLException e) {
            close();
            if (!isLost(e)) {
                throw connector.failure(task, e);
            }
        }
        try {
            return ask(relation);
        } catch (SQLException e) {
            close();
            throw connector.failure(task, e);
        }
    }

    private static boolean isLost(SQLException e) {
        String state = e.getSQLState();
        return state == null || state.startsWith("08") || state.startsWith("57P");
    }

    private Described ask(Relation relation) throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = connector.open();
            connection = open;
        }
        ColumnTypes known = types;
        if (known == null) {
            known = new ColumnTypes(open);
            types = known;
        }
        List<ColumnType> found = new ArrayList<>();
        for (RelationColumn column : relation.columns()) {
            found.add(known.of(column.typeOid(), column.modifier()));
        }
        return facts(open, relation.oid(), found);
    }

    @Override
    public boolean outdated() {
        ColumnTypes known = types;
        return known != null && known.outdated();
    }

    private static Described facts(Connection connection, int table, List<ColumnType> types) throws SQLException {
        Map<String, Boolean> nullable = new HashMap<>();
        Map<Integer, String> primaryKey = new TreeMap<>();
        Map<Integer, String> identityIndex = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
            statement.setLong(1, Integer.toUnsignedLong(table));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String name = rows.getString("attname");
                    nullable.put(name, !rows.getBoolean("attnotnull"));
                    put(primaryKey, rows, "in_primary_key", name);
                    put(identityIndex, rows, "in_identity", name);
                }
            }
        }
        return new Described(
                types, nullable, new ArrayList<>(primaryKey.values()), new ArrayList<>(identityIndex.values()));
    }

    private static void put(Map<Integer, String> index, ResultSet row, String position, String name)
            throws SQLException {
        int place = row.getInt(position);
        if (!row.wasNull()) {
            index.put(place, name);
        }
    }

    @Override
    public void close() {
        Connection open = connection;
        connection = null;
        types = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                // Nothing was left undone on it.
            }
        }
    }
}
