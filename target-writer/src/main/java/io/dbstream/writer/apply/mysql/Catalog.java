package io.dbstream.writer.apply.mysql;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads from the target's catalog what its tables look like. */
final class Catalog {
    private static final String TABLE = "SELECT t.table_type, e.engine, e.transactions FROM information_schema.tables t"
            + " LEFT JOIN information_schema.engines e ON e.engine = t.engine"
            + " WHERE t.table_schema = ? AND t.table_name = ?";

    private static final String COLUMNS =
            "SELECT column_name, column_type, character_set_name, collation_name," + " generation_expression, ";

    private static final String OF_TABLE =
            " AS srid FROM information_schema.columns WHERE table_schema = ? AND table_name = ? ORDER BY ordinal_position";

    private static final String KEYS = "SELECT index_name, column_name, sub_part FROM information_schema.statistics"
            + " WHERE table_schema = ? AND table_name = ? AND non_unique = 0 ORDER BY index_name <> 'PRIMARY',"
            + " index_name, seq_in_index";

    private static final String PARENTS = "SELECT DISTINCT referenced_table_schema, referenced_table_name"
            + " FROM information_schema.key_column_usage"
            + " WHERE table_schema = ? AND table_name = ? AND referenced_table_name IS NOT NULL";

    private static final String CHILDREN = "SELECT constraint_schema, table_name, update_rule, delete_rule"
            + " FROM information_schema.referential_constraints"
            + " WHERE unique_constraint_schema = ? AND referenced_table_name = ?";

    private static final String TRIGGERS = "SELECT trigger_name FROM information_schema.triggers"
            + " WHERE event_object_schema = ? AND event_object_table = ? ORDER BY trigger_name";

    private static final Set<String> IDLE_RULES = Set.of("NO ACTION", "RESTRICT");

    private final Connection connection;
    private final String columns;

    Catalog(Connection connection, ServerFacts server) {
        this.connection = connection;
        // MariaDB keeps to no reference system, whatever the column says.
        this.columns = COLUMNS + (server.mariaDb() ? "NULL" : "srs_id") + OF_TABLE;
    }

    /**
     * The table of this name, or null when the target has none.
     *
     * @throws StreamException when it is not one whose rows can be written within a transaction
     */
    @Nullable
    TargetTable find(TableName name) throws SQLException {
        boolean found = read(TABLE, name, rows -> {
            boolean any = rows.next();
            if (any) {
                check(name, rows.getString(1), rows.getString(2), rows.getString(3));
            }
            return any;
        });
        return found ? table(name) : null;
    }

    private static void check(TableName name, String type, @Nullable String engine, @Nullable String transactions) {
        if (!type.equals("BASE TABLE") && !type.equals("SYSTEM VERSIONED")) {
            throw new StreamException(
                    ErrorKind.CONFIGURATION, "The target's " + name + " is not a table: rows cannot be written to it");
        }
        if (!"YES".equals(transactions)) {
            throw new StreamException(
                    ErrorKind.PREREQUISITE,
                    "The target's table " + name + " is kept by the engine " + engine
                            + ", which knows no transactions, so that a change could come twice: ALTER TABLE "
                            + name.sql() + " ENGINE = InnoDB");
        }
    }

    private TargetTable table(TableName name) throws SQLException {
        Set<TableName> parents = read(PARENTS, name, rows -> {
            Set<TableName> all = new HashSet<>();
            while (rows.next()) {
                all.add(new TableName(rows.getString(1), rows.getString(2)));
            }
            return all;
        });
        Set<TableName> children = new HashSet<>();
        boolean cascading = read(CHILDREN, name, rows -> {
            boolean any = false;
            while (rows.next()) {
                children.add(new TableName(rows.getString(1), rows.getString(2)));
                any |= !IDLE_RULES.contains(rows.getString(3)) || !IDLE_RULES.contains(rows.getString(4));
            }
            return any;
        });
        parents.remove(name);
        children.remove(name);
        return new TargetTable(
                name, columns(name), keys(name), parents, !children.isEmpty(), cascading, triggers(name));
    }

    private List<TargetColumn> columns(TableName name) throws SQLException {
        return read(columns, name, rows -> {
            List<TargetColumn> all = new ArrayList<>();
            while (rows.next()) {
                String expression = rows.getString(5);
                all.add(new TargetColumn(rows.getString(1), type(rows), expression != null && !expression.isEmpty()));
            }
            return all;
        });
    }

    private static MySqlType type(ResultSet row) throws SQLException {
        StringBuilder text = new StringBuilder(row.getString(2));
        if (row.getString(3) != null) {
            text.append(" character set ").append(row.getString(3));
        }
        if (row.getString(4) != null) {
            text.append(" collate ").append(row.getString(4));
        }
        if (row.getString(6) != null) {
            text.append(" srid ").append(row.getString(6));
        }
        return TypeText.read(text.toString());
    }

    private List<UniqueKey> keys(TableName name) throws SQLException {
        return read(KEYS, name, rows -> {
            Map<String, List<String>> columnsOf = new LinkedHashMap<>();
            Set<String> partial = new HashSet<>();
            while (rows.next()) {
                String key = rows.getString(1);
                String column = rows.getString(2);
                List<String> known = columnsOf.computeIfAbsent(key, unused -> new ArrayList<>());
                if (column != null) {
                    known.add(column);
                }
                if (column == null || rows.getString(3) != null) {
                    partial.add(key);
                }
            }
            List<UniqueKey> all = new ArrayList<>();
            columnsOf.forEach((key, known) -> all.add(new UniqueKey(key, known, !partial.contains(key))));
            return all;
        });
    }

    private List<String> triggers(TableName name) throws SQLException {
        return read(TRIGGERS, name, rows -> {
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        });
    }

    private <T> T read(String query, TableName name, Reading<T> reading) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name.database());
            statement.setString(2, name.name());
            try (ResultSet rows = statement.executeQuery()) {
                return reading.of(rows);
            }
        }
    }

    /** What is made of the rows of a query. */
    private interface Reading<T> {
        T of(ResultSet rows) throws SQLException;
    }
}
