package io.dbstream.benchmarks;

import io.dbstream.benchmarks.Written.Rows;
import java.sql.SQLException;
import java.util.List;

/** New rows in one table. */
final class Inserts implements Workload {
    /** How the rows of a round are committed. */
    enum Transactions {
        OF_A_THOUSAND_ROWS("in transactions of 1,000"),
        ONE("in one transaction");

        private final String words;

        Transactions(String words) {
            this.words = words;
        }
    }

    private final Table table;
    private final long rows;
    private final Transactions transactions;
    private long last;

    Inserts(Table table, long rows, Transactions transactions) {
        this.table = table;
        this.rows = rows;
        this.transactions = transactions;
    }

    @Override
    public String description() {
        return "%s inserts %s, %d columns"
                .formatted(
                        Numbers.whole(rows), transactions.words, table.columns().size() + 1);
    }

    @Override
    public List<Table> tables() {
        return List.of(table);
    }

    @Override
    public boolean insertsOnly() {
        return true;
    }

    @Override
    public Written seed(Writer writer) throws SQLException {
        return insert(writer, 1);
    }

    @Override
    public Written write(Writer writer) throws SQLException {
        return switch (transactions) {
            case OF_A_THOUSAND_ROWS -> insert(writer, rows);
            case ONE -> {
                writer.execute("BEGIN");
                Written written = insert(writer, rows);
                writer.execute("COMMIT");
                yield written;
            }
        };
    }

    private Written insert(Writer writer, long count) throws SQLException {
        long first = last + 1;
        last += count;
        writer.insert(table, first, last);
        String arrival = "EXISTS (SELECT 1 FROM %s WHERE id = %d)".formatted(table.name(), last);
        return new Written(count, count, arrival, List.of(new Rows(table, first, last)));
    }
}
