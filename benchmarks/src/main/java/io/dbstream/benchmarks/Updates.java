package io.dbstream.benchmarks;

import io.dbstream.benchmarks.Written.Rows;
import java.sql.SQLException;
import java.util.List;

/** Changes of rows that are there: of all rows of a table in turn, a thousand in each transaction. */
final class Updates implements Workload {
    private static final Table TABLE = Table.products("products");
    private static final int ROWS_OF_TRANSACTION = 1_000;

    private final long rows;
    private int round;

    Updates(long rows) {
        this.rows = rows;
    }

    @Override
    public String description() {
        return "%s updates in transactions of 1,000, each of another row".formatted(Numbers.whole(rows));
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
        writer.insert(TABLE, 1, rows);
        String arrival = "EXISTS (SELECT 1 FROM products WHERE id = %d)".formatted(rows);
        return new Written(rows, rows, arrival, List.of(new Rows(TABLE, 1, rows)));
    }

    @Override
    public Written write(Writer writer) throws SQLException {
        // Above every price that the rows are inserted with.
        int price = 10_000 + ++round;
        for (long first = 1; first <= rows; first += ROWS_OF_TRANSACTION) {
            writer.execute(
                    "UPDATE products SET price = %d + id %% 100 * 0.01, weight = weight + 0.25 WHERE id BETWEEN %d AND %d"
                            .formatted(price, first, Math.min(rows, first + ROWS_OF_TRANSACTION - 1)));
        }
        String arrival = "EXISTS (SELECT 1 FROM products WHERE id = %d AND price >= %d)".formatted(rows, price);
        return new Written(rows, rows, arrival, List.of());
    }
}
