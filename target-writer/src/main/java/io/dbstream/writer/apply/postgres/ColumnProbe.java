package io.dbstream.writer.apply.postgres;

import io.dbstream.change.Row;
import io.dbstream.writer.apply.Transaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the column whose value the target refuses: of values that do not fit a type, PostgreSQL does not name the column. */
final class ColumnProbe {
    private final Connection connection;
    private final Transaction transaction;

    ColumnProbe(Connection connection, Transaction transaction) {
        this.connection = connection;
        this.transaction = transaction;
    }

    /** The name of the first such column, or null. */
    @Nullable
    String find(List<PlanColumn> columns, Row row) throws SQLException {
        for (PlanColumn column : columns) {
            if (!row.isAbsent(column.source()) && transaction.attempt(() -> cast(column, row)) != null) {
                return column.target().name();
            }
        }
        return null;
    }

    private void cast(PlanColumn column, Row row) throws SQLException {
        Carrier carrier = column.conversion().carrier();
        @Nullable Object[] values = carrier.array(1);
        values[0] = column.value(row);
        try (PreparedStatement statement = connection.prepareStatement("SELECT v.c::"
                + column.target().type().sql() + "::" + column.target().type().display() + " FROM unnest(?::"
                + carrier.type() + "[]) AS v(c)")) {
            statement.setArray(1, connection.createArrayOf(carrier.type(), values));
            statement.execute();
        }
    }
}
