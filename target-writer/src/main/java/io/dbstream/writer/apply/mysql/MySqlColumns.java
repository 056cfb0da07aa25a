package io.dbstream.writer.apply.mysql;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.schema.Column;
import io.dbstream.schema.DataType;
import io.dbstream.schema.DataType.Char;
import io.dbstream.schema.DataType.Enumeration;
import io.dbstream.schema.DataType.Json;
import io.dbstream.schema.DataType.LabelSet;
import io.dbstream.schema.DataType.Other;
import io.dbstream.schema.DataType.Text;
import io.dbstream.schema.DataType.Varchar;
import io.dbstream.schema.TableSchema;
import io.dbstream.writer.apply.ColumnPlan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plans the way of a source table's columns into those of a table in MySQL or MariaDB. */
final class MySqlColumns {
    private final TableSchema schema;
    private final TargetTable table;
    private final MySqlTypes types;

    private MySqlColumns(TableSchema schema, TargetTable table, MySqlTypes types) {
        this.schema = schema;
        this.table = table;
        this.types = types;
    }

    /**
     * Plans all columns.
     *
     * @throws StreamException when the target's table lacks a column, a key, or a type that fits
     */
    static ColumnPlan<PlanColumn> of(TableSchema schema, TargetTable table, MySqlTypes types) {
        return new MySqlColumns(schema, table, types).plan();
    }

    private ColumnPlan<PlanColumn> plan() {
        List<PlanColumn> planned = new ArrayList<>();
        for (int index = 0; index < schema.columns().size(); index++) {
            Column column = schema.columns().get(index);
            TargetColumn target = table.column(column.name());
            if (target == null) {
                throw missing(column);
            }
            if (planned.stream().anyMatch(other -> other.target() == target)) {
                throw TableCreation.impossible(
                        table.name(), "two columns of the source would both be its column \"" + target.name() + "\"");
            }
            planned.add(new PlanColumn(index, target, Conversions.between(column, target, table.name(), types)));
        }
        ColumnPlan<PlanColumn> plan = ColumnPlan.of(schema, planned);
        if (!plan.key().isEmpty()) {
            checkKey(plan.key());
        }
        return plan;
    }

    private StreamException missing(Column column) {
        return new StreamException(
                ErrorKind.REJECTED,
                "Target table " + table.name() + " has no column \"" + column.name() + "\": ALTER TABLE "
                        + table.name().sql() + " ADD COLUMN " + TableName.quote(column.name()) + " "
                        + types.created(column).sql());
    }

    private void checkKey(List<PlanColumn> key) {
        List<String> names = key.stream().map(column -> column.target().name()).toList();
        boolean beginnings =
                key.stream().anyMatch(column -> hasLongKey(schema.columns().get(column.source())));
        if (table.keys().stream().noneMatch(unique -> unique.isOver(names) && (unique.whole() || beginnings))) {
            String columns = String.join(
                    ", ", key.stream().map(column -> column.target().sql()).toList());
            throw new StreamException(
                    ErrorKind.PREREQUISITE,
                    "Target table " + table.name() + " has no unique index on the source's key (" + columns
                            + "): ALTER TABLE " + table.name().sql() + " ADD PRIMARY KEY (" + columns
                            + "), or ADD UNIQUE KEY (" + columns + ")");
        }
        for (PlanColumn column : key) {
            checkCollation(schema.columns().get(column.source()), column.target());
        }
    }

    /** A source of the same family has a key over the beginnings of such columns, and so may the target. */
    private boolean hasLongKey(Column column) {
        MySqlType declared = types.declared(column);
        return declared != null && declared.isLong();
    }

    /** Two rows that the source tells apart must not be one at the target. */
    private void checkCollation(Column source, TargetColumn target) {
        MySqlType type = target.type();
        if (type.isExact() || !isText(source.type()) || isAsCoarse(types.declared(source), type)) {
            return;
        }
        MySqlType needed = type.in("utf8mb4", types.server().exactCollation());
        throw new StreamException(
                ErrorKind.PREREQUISITE,
                "Column \"" + target.name() + "\" of target table " + table.name()
                        + " is part of its key, and its collation "
                        + type.collation() + " may take for equal what differs at the source: ALTER TABLE "
                        + table.name().sql() + " MODIFY COLUMN " + target.sql() + " " + needed.sql() + " NOT NULL");
    }

    /** Whether the source takes for equal what the target does. */
    private static boolean isAsCoarse(@Nullable MySqlType source, MySqlType target) {
        if (source == null || source.collation().isEmpty()) {
            return false;
        }
        return source.collation().equals(target.collation())
                || (target.collation().endsWith("_bin") && source.ignoresSpaces());
    }

    private static boolean isText(DataType type) {
        return type instanceof Char
                || type instanceof Varchar
                || type instanceof Text
                || type instanceof Enumeration
                || type instanceof LabelSet
                || type instanceof Json
                || type instanceof Other;
    }
}
