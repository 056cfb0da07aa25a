package io.dbstream.benchmarks;

import io.dbstream.benchmarks.Table.Column;
import io.dbstream.benchmarks.Written.Rows;
import java.sql.SQLException;
import java.util.List;

/** A few rows that are changed again and again, all of them in every transaction. */
final class HotRows implements Workload {
    private static final Table TABLE = new Table(
            "hot",
            List.of(
                    new Column("counter", ColumnType.INT),
                    new Column("name", ColumnType.NAME),
                    new Column("changed", ColumnType.MOMENT)));
    private static final int ROWS = 100;

    private final long transactions;
    private long last;

    HotRows(long changes) {
        this.transactions = Math.max(1, changes / ROWS);
    }

    @Override
    public String description() {
        return "%s transactions, each of which updates the same %d rows".formatted(Numbers.whole(transactions), ROWS);
    }

    @Override
    public List<Table> tables() {
        return List.of(TABLE);
    }

    @Override
    public boolean insertsOnly() {
        return false;
    }

    @Override
    public Written seed(Writer writer) throws SQLException {
        writer.insert(TABLE, 1, ROWS);
        return new Written(
                ROWS,
                ROWS,
                "EXISTS (SELECT 1 FROM hot WHERE id = %d)".formatted(ROWS),
                List.of(new Rows(TABLE, 1, ROWS)));
    }

    @Override
    public Written write(Writer writer) throws SQLException {
        for (long transaction = 0; transaction < transactions; transaction++) {
            writer.execute("UPDATE hot SET counter = " + ++last);
        }
        return new Written(
                transactions * ROWS,
                transactions * ROWS,
                "EXISTS (SELECT 1 FROM hot WHERE id = %d AND counter = %d)".formatted(ROWS, last),
                List.of());
    }
}
