package io.dbstream.benchmarks;

import io.dbstream.benchmarks.Written.Rows;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** New rows, spread evenly over many tables: as many transactions to each table as it takes, the tables in turn. */
final class ManyTables implements Workload {
    private final List<Table> tables;
    private final long rowsOfTable;
    private long last;

    ManyTables(int tables, long rows) {
        this.tables = IntStream.rangeClosed(1, tables)
                .mapToObj(number -> Table.products("products_" + number))
                .toList();
        this.rowsOfTable = Math.max(1, rows / tables);
    }

    @Override
    public String description() {
        return "%s inserts in each of %d tables".formatted(Numbers.whole(rowsOfTable), tables.size());
    }

    @Override
    public List<Table> tables() {
        return tables;
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
        return insert(writer, rowsOfTable);
    }

    private Written insert(Writer writer, long rows) throws SQLException {
        long end = last + rows;
        List<Rows> inserted = tables.stream()
                .map(table -> new Rows(table, end - rows + 1, end))
                .toList();
        while (last < end) {
            long first = last + 1;
            last = Math.min(end, last + Writer.ROWS_OF_STATEMENT);
            for (Table table : tables) {
                writer.insert(table, first, last);
            }
        }
        String arrival = tables.stream()
                .map(table -> "EXISTS (SELECT 1 FROM %s WHERE id = %d)".formatted(table.name(), end))
                .collect(Collectors.joining(" AND "));
        return new Written(rows * tables.size(), rows * tables.size(), arrival, inserted);
    }
}
