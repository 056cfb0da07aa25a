package io.dbstream.writer.apply.mysql;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.schema.Column;
import io.dbstream.schema.TableSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Writes the statement that makes a table of the target from the source's, within the limits that the servers have. */
final class TableCreation {
    private static final int MOST_COLUMNS = 1017;
    private static final int MOST_KEY_COLUMNS = 16;
    private static final int MOST_ROW_BYTES = 65_535;

    private final TableSchema schema;
    private final TableName name;
    private final ServerFacts server;
    private final List<MySqlType> types;
    private final KeyParts key;

    private TableCreation(TableSchema schema, TableName name, MySqlTypes types) {
        this.schema = schema;
        this.name = name;
        this.server = types.server();
        this.types =
                new ArrayList<>(schema.columns().stream().map(types::created).toList());
        this.key = KeyParts.fitInto(this.types, schema, types, name);
    }

    /**
     * {@code CREATE TABLE} with columns, types, NOT NULL and the key.
     *
     * @throws StreamException when the servers can have no such table, saying why
     */
    static String statement(TableSchema schema, TableName name, MySqlTypes types) {
        checkNames(schema, name);
        if (schema.columns().size() > MOST_COLUMNS) {
            throw impossible(name, "tables have at most " + MOST_COLUMNS + " columns");
        }
        if (schema.key().size() > MOST_KEY_COLUMNS) {
            throw impossible(name, "keys have at most " + MOST_KEY_COLUMNS + " columns");
        }
        TableCreation creation = new TableCreation(schema, name, types);
        creation.fitRow();
        return creation.statement();
    }

    static StreamException impossible(TableName name, String reason) {
        return new StreamException(
                ErrorKind.UNREPRESENTABLE, "Table " + name + " cannot be made at the target: " + reason);
    }

    private static void checkNames(TableSchema schema, TableName name) {
        TableName.check(name.database(), name);
        TableName.check(name.name(), name);
        Set<String> seen = new HashSet<>();
        for (Column column : schema.columns()) {
            TableName.check(column.name(), name);
            if (!seen.add(column.name().toLowerCase(Locale.ROOT))) {
                throw impossible(
                        name,
                        "it has two columns \"" + column.name()
                                + "\" that differ in upper and lower case only, which mean the same in names of columns");
            }
        }
    }

    /** The largest texts and bytes leave the row, until it fits. */
    private void fitRow() {
        while (rowBytes() > MOST_ROW_BYTES) {
            int largest = -1;
            for (int index = 0; index < types.size(); index++) {
                if (canLeave(index)
                        && (largest < 0
                                || types.get(index).rowBytes()
                                        > types.get(largest).rowBytes())) {
                    largest = index;
                }
            }
            if (largest < 0) {
                throw impossible(name, "rows have at most " + MOST_ROW_BYTES + " bytes, long texts not counted");
            }
            types.set(largest, outside(types.get(largest)));
        }
    }

    private boolean canLeave(int index) {
        MySqlType type = types.get(index);
        return !schema.key().contains(index)
                && !type.isLong()
                && (type.isBytes() || type.characters() != Integer.MAX_VALUE)
                && type.rowBytes() > MySqlType.of("longtext").rowBytes();
    }

    private static MySqlType outside(MySqlType type) {
        return type.isBytes()
                ? MySqlType.of("longblob")
                : MySqlType.of("longtext").in(type.characterSet(), type.collation());
    }

    private int rowBytes() {
        int nullable = (int) schema.columns().stream().filter(Column::nullable).count();
        return types.stream().mapToInt(MySqlType::rowBytes).sum() + nullable / 8 + 1;
    }

    private String statement() {
        List<String> parts = new ArrayList<>();
        boolean nullableKey = false;
        for (int index = 0; index < types.size(); index++) {
            Column column = schema.columns().get(index);
            parts.add(TableName.quote(column.name()) + " " + type(types.get(index)) + nullability(column, index));
            nullableKey |= column.nullable() && schema.key().contains(index);
        }
        if (schema.hasKey()) {
            parts.add((nullableKey ? "UNIQUE KEY (" : "PRIMARY KEY (") + key.sql() + ")");
        }
        return "CREATE TABLE IF NOT EXISTS " + name.sql() + " (" + String.join(", ", parts)
                + ") ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE "
                + server.exactCollation();
    }

    private String type(MySqlType type) {
        if (type.srid() == MySqlType.ANY_SRID) {
            return type.sql();
        }
        return type.sql() + (server.mariaDb() ? " ref_system_id=" : " srid ") + type.srid();
    }

    /** NULL is said too: a timestamp would not be nullable by itself, and with a default it does not follow the clock by itself. */
    private String nullability(Column column, int index) {
        if (column.nullable()) {
            return " NULL";
        }
        return types.get(index).name().equals("timestamp") ? " NOT NULL DEFAULT '1970-01-02 00:00:00'" : " NOT NULL";
    }
}
