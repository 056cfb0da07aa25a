package io.dbstream.writer.apply.postgres;

import io.dbstream.change.Row;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.schema.Column;
import io.dbstream.schema.TableSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How changes of a source table, as it looked at one moment, become changes of its target table. */
final class TablePlan {
    /** How many batches go without COPY after a row turned out to be there already. */
    private static final int COPY_PAUSE = 100;

    private final TableSchema schema;
    private final TargetTable table;
    private final List<PlanColumn> written;
    private final List<PlanColumn> key;
    private final TableStatements statements;
    private int copyPause;

    private TablePlan(TableSchema schema, TargetTable table, List<PlanColumn> written, List<PlanColumn> key) {
        this.schema = schema;
        this.table = table;
        this.written = List.copyOf(written);
        this.key = List.copyOf(key);
        this.statements = new TableStatements(table, written, key);
    }

    /**
     * Plans the way from one table to the other.
     *
     * @throws StreamException when the target's table lacks a column, a key, or a type that fits
     */
    static TablePlan of(TableSchema schema, TargetTable table) {
        List<PlanColumn> written = new ArrayList<>();
        List<PlanColumn> key = new ArrayList<>();
        List<PlanColumn> all = new ArrayList<>();
        for (int index = 0; index < schema.columns().size(); index++) {
            Column column = schema.columns().get(index);
            TargetColumn target = table.column(column.name());
            if (target == null) {
                throw missing(column, table);
            }
            PlanColumn planned = new PlanColumn(index, target, Conversions.between(column, target, table.name()));
            all.add(planned);
            if (!target.generated()) {
                written.add(planned);
            }
        }
        if (identifiesRows(schema)) {
            schema.key().forEach(index -> key.add(all.get(index)));
            checkKey(key, table);
        }
        return new TablePlan(schema, table, written, key);
    }

    /** A key that may be NULL identifies nothing, since NULL equals nothing. */
    private static boolean identifiesRows(TableSchema schema) {
        return schema.hasKey()
                && schema.key().stream()
                        .noneMatch(index -> schema.columns().get(index).nullable());
    }

    private static void checkKey(List<PlanColumn> key, TargetTable table) {
        Set<String> names = new HashSet<>();
        List<String> quoted = new ArrayList<>();
        for (PlanColumn column : key) {
            names.add(column.target().name());
            quoted.add(column.target().sql());
        }
        if (!table.keys().contains(names)) {
            String columns = String.join(", ", quoted);
            throw new StreamException(
                    ErrorKind.PREREQUISITE,
                    "Target table " + table.name() + " has no unique index on the source's key (" + columns
                            + "): ALTER TABLE " + table.name().sql() + " ADD PRIMARY KEY (" + columns
                            + "), or CREATE UNIQUE INDEX ON " + table.name().sql() + " (" + columns + ")");
        }
    }

    private static StreamException missing(Column column, TargetTable table) {
        return new StreamException(
                ErrorKind.REJECTED,
                "Target table " + table.name() + " has no column \"" + column.name() + "\": ALTER TABLE "
                        + table.name().sql() + " ADD COLUMN " + TableName.quote(column.name()) + " "
                        + PostgresTypes.created(column.type()));
    }

    TableSchema schema() {
        return schema;
    }

    TargetTable table() {
        return table;
    }

    /** The columns that statements write: all but those that the target generates. */
    List<PlanColumn> written() {
        return written;
    }

    /** The columns that identify a row, empty when none do. */
    List<PlanColumn> key() {
        return key;
    }

    boolean isKeyed() {
        return !key.isEmpty();
    }

    TableStatements statements() {
        return statements;
    }

    /** The written columns that the row carries. */
    List<PlanColumn> carriedBy(Row row) {
        if (row.isComplete()) {
            return written;
        }
        List<PlanColumn> carried = new ArrayList<>(written.size());
        for (PlanColumn column : written) {
            if (!row.isAbsent(column.source())) {
                carried.add(column);
            }
        }
        return carried;
    }

    /** Whether so many new rows are copied; asked once for each run of changes that has some. */
    boolean copies(int newRows) {
        if (newRows < CopyRun.WORTHWHILE) {
            return false;
        }
        if (copyPause > 0) {
            copyPause--;
            return false;
        }
        return true;
    }

    /** Rows taken for new may have been there already, and others may be too; false when so many would not have been copied anyway. */
    boolean pauseCopy(int newRows) {
        if (!copies(newRows)) {
            return false;
        }
        copyPause = COPY_PAUSE;
        return true;
    }
}
