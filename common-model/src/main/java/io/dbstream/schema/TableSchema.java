package io.dbstream.schema;

import java.util.List;

/**
 * A table as it looked at one moment of the source's log. Rows are aligned with {@code columns}.
 *
 * @param columns in the table's order
 * @param key the indexes of the columns that identify a row, in the key's order; empty when the table has no key
 */
public record TableSchema(TableId id, List<Column> columns, List<Integer> key) {
    public TableSchema {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        for (int index : key) {
            if (index < 0 || index >= columns.size()) {
                throw new IllegalArgumentException("key column " + index + " of " + id + " does not exist");
            }
        }
    }

    public boolean hasKey() {
        return !key.isEmpty();
    }

    /** Whether the key tells every row from every other: one that may be NULL does not, since NULL equals nothing. */
    public boolean identifiesRows() {
        return hasKey() && key.stream().noneMatch(index -> columns.get(index).nullable());
    }
}
