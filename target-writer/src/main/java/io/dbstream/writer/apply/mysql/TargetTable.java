package io.dbstream.writer.apply.mysql;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table as the target's catalog describes it.
 *
 * @param keys the primary key, which is called {@code PRIMARY}, and the unique indexes
 * @param parents the tables that its foreign keys point to, itself left out
 * @param referenced whether another table's foreign key points to it
 * @param cascading whether deleting a row or changing its key changes other rows
 * @param triggers the names of its triggers
 */
record TargetTable(
        TableName name,
        List<TargetColumn> columns,
        List<UniqueKey> keys,
        Set<TableName> parents,
        boolean referenced,
        boolean cascading,
        List<String> triggers) {
    TargetTable {
        columns = List.copyOf(columns);
        keys = List.copyOf(keys);
        parents = Set.copyOf(parents);
        triggers = List.copyOf(triggers);
    }

    /** The column of this name; to the servers, upper and lower case are the same in names of columns. */
    @Nullable
    TargetColumn column(String columnName) {
        for (TargetColumn column : columns) {
            if (column.name().equalsIgnoreCase(columnName)) {
                return column;
            }
        }
        return null;
    }
}
