package io.dbstream.benchmarks;

import io.dbstream.benchmarks.Written.Rows;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Transactions of an insert, an update and a delete in three of five tables. A row has a number of its own among all tables, which
 * also says in which table it is; it is updated a while after it was inserted, and deleted a while after that.
 */
final class SmallTransactions implements Workload {
    private static final int TABLES = 5;
    private static final int SEEDED = 1_000;
    private static final int TO_UPDATE = 250;
    private static final int TO_DELETE = 500;
    private static final int TRANSACTIONS_OF_ROUND_TRIP = 20;

    private static final List<Table> ALL = IntStream.range(0, TABLES)
            .mapToObj(number -> Table.products("small_" + number))
            .toList();

    private final long transactions;
    private long last = SEEDED;

    SmallTransactions(long transactions) {
        this.transactions = Math.max(TABLES, transactions);
    }

    @Override
    public String description() {
        return "%s transactions of one insert, one update and one delete in three of %d tables"
                .formatted(Numbers.whole(transactions), TABLES);
    }

    @Override
    public String unit() {
        return "transactions";
    }

    @Override
    public List<Table> tables() {
        return ALL;
    }

    @Override
    public boolean insertsOnly() {
        return false;
    }

    @Override
    public Written seed(Writer writer) throws SQLException {
        List<Rows> rows = new ArrayList<>();
        for (long row = 1; row <= SEEDED; row++) {
            writer.insert(table(row), row, row);
            rows.add(new Rows(table(row), row, row));
        }
        return new Written(SEEDED, SEEDED, arrivalOfLast(row -> arrival(row, "EXISTS (%s)")), rows);
    }

    @Override
    public Written write(Writer writer) throws SQLException {
        long end = last + transactions;
        while (last < end) {
            var several = new StringBuilder();
            for (int count = 0; count < TRANSACTIONS_OF_ROUND_TRIP && last < end; count++) {
                several.append(transaction(++last));
            }
            writer.execute(several.toString());
        }
        return new Written(transactions, 3 * transactions, arrivalOfLast(SmallTransactions::arrival), List.of());
    }

    private static String transaction(long number) {
        return """
                BEGIN;
                INSERT INTO %1$s VALUES (%2$d, 'Product number %2$d of the range', 1.25, 0.75, '2020-01-01 00:00:00');
                UPDATE %3$s SET price = %2$d WHERE id = %4$d;
                DELETE FROM %5$s WHERE id = %6$d;
                COMMIT;
                """.formatted(
                        table(number).name(),
                        number,
                        table(updated(number)).name(),
                        updated(number),
                        table(deleted(number)).name(),
                        deleted(number));
    }

    /** Of the last five, because these have written into all tables, in each way. */
    private String arrivalOfLast(LongFunction<String> arrival) {
        return LongStream.rangeClosed(last - TABLES + 1, last).mapToObj(arrival).collect(Collectors.joining(" AND "));
    }

    private static String arrival(long number) {
        return arrival(number, "EXISTS (%s)")
                + " AND " + arrival(updated(number), "EXISTS (%s AND price = " + number + ")")
                + " AND " + arrival(deleted(number), "NOT EXISTS (%s)");
    }

    private static String arrival(long row, String condition) {
        return condition.formatted(
                "SELECT 1 FROM %s WHERE id = %d".formatted(table(row).name(), row));
    }

    private static long updated(long transaction) {
        return transaction + 1 - TO_UPDATE;
    }

    private static long deleted(long transaction) {
        return transaction + 2 - TO_DELETE;
    }

    private static Table table(long row) {
        return ALL.get((int) (row % TABLES));
    }
}
