package io.dbstream.writer.apply.postgres;

import io.dbstream.change.Row;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.writer.apply.ColumnPlan;
import org.jspecify.annotations.Nullable;

/**
 * A source column on its way into a target column.
 *
 * @param source its index in the source's rows
 */
record PlanColumn(int source, TargetColumn target, Conversion conversion) implements ColumnPlan.Planned {
    @Override
    public boolean generated() {
        return target.generated();
    }

    /** The row's value as the carrier holds it; null for NULL. */
    @Nullable
    Object value(Row row) {
        Object value = row.get(source);
        if (value == null) {
            return null;
        }
        if (value == Row.ABSENT) {
            throw new StreamException(
                    ErrorKind.INTERNAL, "A row that should be complete lacks column \"" + target.name() + "\"");
        }
        return conversion.step().apply(value);
    }
}
