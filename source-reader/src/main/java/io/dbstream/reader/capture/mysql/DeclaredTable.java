package io.dbstream.reader.capture.mysql;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.schema.Column;
import io.dbstream.schema.DataType;
import io.dbstream.schema.TableId;
import io.dbstream.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table as information_schema describes it now, which need not be how it looked when the log was written.
 *
 * @param key the names of the columns that the server takes for the primary key, in its order
 * @param keepsHistory whether MariaDB keeps, and logs, former rows beside those of today
 */
record DeclaredTable(TableId id, List<DeclaredColumn> columns, List<String> key, boolean keepsHistory) {
    DeclaredTable {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    /**
     * One column.
     *
     * @param type null when dbstream does not know the type
     * @param typeName as the server spells the type, with what makes it unknown
     * @param declared as SQL spells the type
     */
    record DeclaredColumn(
            ColumnFacts facts, @Nullable DataType type, String typeName, String declared, boolean nullable) {

        /** Whether the log shows the type so, or showed it so before something that it keeps was altered. */
        boolean looksLike(String logged) {
            return TypeSql.asLogged(declared).equals(logged);
        }
    }

    /** Why dbstream cannot carry the table, whatever its columns are; null when it can. */
    @Nullable
    String objection() {
        return keepsHistory
                ? id + " is system-versioned, and the log mixes its former rows with those of today, which this version"
                        + " does not support"
                : null;
    }

    /** A column by its name, null when the table has none. */
    @Nullable
    DeclaredColumn column(String name) {
        for (DeclaredColumn column : columns) {
            if (column.facts().name().equals(name)) {
                return column;
            }
        }
        return null;
    }

    /** Refuses labels that may not be what is shown here: the catalogue knows no characters of four bytes. */
    void requireLabels() {
        for (DeclaredColumn column : columns) {
            if (column.facts().labels().stream().anyMatch(label -> label.contains("?"))) {
                throw new StreamException(
                        ErrorKind.PREREQUISITE,
                        "column " + column.facts().name() + " of " + id + " has a label with a question mark, which"
                                + " information_schema also shows for characters that it does not know: run SET GLOBAL"
                                + " binlog_row_metadata = 'FULL' at the source, so that the log names labels itself");
            }
        }
    }

    List<Integer> keyIndexes() {
        List<String> names =
                columns.stream().map(column -> column.facts().name()).toList();
        return key.stream().map(names::indexOf).toList();
    }

    /** Refuses a table that dbstream cannot carry. */
    void require() {
        String objection = objection();
        if (objection != null) {
            throw new StreamException(ErrorKind.UNREPRESENTABLE, objection + ": leave the table out of the filter");
        }
    }

    /** As a schema; every type has to be supported. */
    TableSchema schema() {
        List<Column> all = new ArrayList<>();
        for (DeclaredColumn column : columns) {
            DataType type = column.type();
            if (type == null) {
                throw ColumnFormat.unsupported(id, column.facts().name(), column.typeName());
            }
            all.add(new Column(column.facts().name(), type, column.nullable(), column.declared()));
        }
        return new TableSchema(id, all, keyIndexes());
    }
}
