package io.dbstream.writer.apply.postgres;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table as the target's catalog describes it.
 *
 * @param keys the column sets of the unique indexes that {@code ON CONFLICT} can use
 * @param parents the tables that its foreign keys point to, by oid
 * @param referenced whether another table's foreign key points to it
 * @param cascading whether deleting a row or changing its key changes rows of other tables
 */
record TargetTable(
        long oid,
        TableName name,
        boolean partitioned,
        List<TargetColumn> columns,
        List<Set<String>> keys,
        Set<Long> parents,
        boolean referenced,
        boolean cascading) {

    @Nullable
    TargetColumn column(String columnName) {
        for (TargetColumn column : columns) {
            if (column.name().equals(columnName)) {
                return column;
            }
        }
        return null;
    }
}
