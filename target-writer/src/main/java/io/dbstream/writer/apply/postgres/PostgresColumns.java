package io.dbstream.writer.apply.postgres;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.schema.Column;
import io.dbstream.schema.TableSchema;
import io.dbstream.writer.apply.ColumnPlan;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plans the way of a source table's columns into those of a table in PostgreSQL. */
final class PostgresColumns {
    private PostgresColumns() {}

    /** @throws StreamException when the target's table lacks a column, a key, or a type that fits */
    static ColumnPlan<PlanColumn> of(TableSchema schema, TargetTable table, SourceTypes types) throws SQLException {
        List<PlanColumn> columns = new ArrayList<>();
        for (int index = 0; index < schema.columns().size(); index++) {
            Column column = schema.columns().get(index);
            TargetColumn target = table.column(column.name());
            TypeName exact = types.exact(column);
            if (target == null) {
                throw missing(column, table, exact == null ? PostgresTypes.created(column) : exact.sql());
            }
            columns.add(new PlanColumn(index, target, conversion(column, target, table.name(), exact, types)));
        }
        ColumnPlan<PlanColumn> plan = ColumnPlan.of(schema, columns);
        if (!plan.key().isEmpty()) {
            checkKey(plan.key(), table);
        }
        return plan;
    }

    private static Conversion conversion(
            Column column, TargetColumn target, TableName table, @Nullable TypeName exact, SourceTypes types)
            throws SQLException {
        Conversion conversion = Conversions.between(column, target, table, exact);
        return target.type().isSingleByte() && !types.knowsEscapedCharacters()
                ? new Conversion(
                        conversion.carrier(), conversion.cast(), new ValueSteps(table, target).plainCharacter())
                : conversion;
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

    private static StreamException missing(Column column, TargetTable table, String type) {
        return new StreamException(
                ErrorKind.REJECTED,
                "Target table " + table.name() + " has no column \"" + column.name() + "\": ALTER TABLE "
                        + table.name().sql() + " ADD COLUMN " + TableName.quote(column.name()) + " " + type);
    }
}
