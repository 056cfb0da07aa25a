package io.dbstream.writer.apply.postgres;

import io.dbstream.schema.Column;
import io.dbstream.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;

/** Writes the statement that makes a table of the target from the source's. */
final class TableCreation {
    private TableCreation() {}

    /**
     * {@code CREATE TABLE} with columns, types, NOT NULL and the key.
     *
     * @param types those of the columns at the target, in their order
     */
    static String statement(TableSchema schema, TableName name, List<String> types) {
        TableName.checkLength(name.name(), name);
        List<String> parts = new ArrayList<>();
        for (int index = 0; index < types.size(); index++) {
            Column column = schema.columns().get(index);
            TableName.checkLength(column.name(), name);
            parts.add(TableName.quote(column.name()) + " " + types.get(index) + (column.nullable() ? "" : " NOT NULL"));
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
