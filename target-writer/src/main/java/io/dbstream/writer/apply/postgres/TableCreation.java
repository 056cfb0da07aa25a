package io.dbstream.writer.apply.postgres;

import io.dbstream.schema.Column;
import io.dbstream.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;

/** Writes the statement that makes a table of the target from the source's. */
final class TableCreation {
    private TableCreation() {}

    /** {@code CREATE TABLE} with columns, types, NOT NULL and the key. */
    static String statement(TableSchema schema, TableName name) {
        TableName.checkLength(name.name(), name);
        List<String> parts = new ArrayList<>();
        for (Column column : schema.columns()) {
            TableName.checkLength(column.name(), name);
            parts.add(TableName.quote(column.name()) + " " + PostgresTypes.created(column.type())
                    + (column.nullable() ? "" : " NOT NULL"));
        }
        if (schema.hasKey()) {
            List<String> key = new ArrayList<>();
            boolean nullable = false;
            for (int index : schema.key()) {
                key.add(TableName.quote(schema.columns().get(index).name()));
                nullable |= schema.columns().get(index).nullable();
            }
            parts.add((nullable ? "UNIQUE (" : "PRIMARY KEY (") + String.join(", ", key) + ")");
        }
        return "CREATE TABLE IF NOT EXISTS " + name.sql() + " (" + String.join(", ", parts) + ")";
    }
}
