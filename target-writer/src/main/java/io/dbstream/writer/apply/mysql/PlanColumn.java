package io.dbstream.writer.apply.mysql;

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

    /** The row's value as it travels: a {@code Long}, {@code String}, {@code byte[]} or {@link Composed}; null for NULL. */
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

    /** The condition that finds a row by its key. Two keys that differ may be the same to the column's collation. */
    String matches() {
        return target.sql() + " = " + conversion.compared();
    }

    /** The condition that holds for exactly this value, whatever the column's collation takes for equal. */
    String matchesExactly(ServerFacts server) {
        MySqlType type = target.type();
        if (type.name().equals("json") && !server.mariaDb()) {
            return exact("CAST(" + target.sql() + " AS CHAR)", server) + " = CAST(" + conversion.compared()
                    + " AS CHAR)";
        }
        if (!type.isText() || type.isExact()) {
            return matches();
        }
        return exact(target.sql(), server) + " = " + conversion.compared();
    }

    private static String exact(String text, ServerFacts server) {
        return "CONVERT(" + text + " USING utf8mb4) COLLATE " + server.exactCollation();
    }
}
