package io.dbstream.benchmarks;

import io.dbstream.benchmarks.Link.Place;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes single rows at the source at a steady pace, while another thread looks at the target for the newest of them. Both read the same
 * clock: a row's delay runs from the moment its commit has returned to the moment a query has seen it.
 */
final class SteadyLoad implements AutoCloseable {
    private static final long BETWEEN_LOOKS_NANOS = 300_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Table table;
    private final Writer writer;
    private final long nanosBetweenRows;
    private long last;

    SteadyLoad(Table table, Place source, int perSecond) throws SQLException {
        this.table = table;
        this.writer = new Writer(source);
        this.nanosBetweenRows = 1_000_000_000L / perSecond;
    }

    /** Writes a single row, for somebody to catch up to. */
    Written writeOne() throws SQLException {
        write();
        return new Written(1, 1, "EXISTS (SELECT 1 FROM %s WHERE id = %d)".formatted(table.name(), last), List.of());
    }

    private void write() throws SQLException {
        last++;
        writer.insert(table, last, last);
    }

    /** Writes so many rows, and returns their delays in milliseconds. */
    Samples run(Place target, int rows) throws SQLException, InterruptedException {
        long[] committed = new long[rows];
        long[] seen = new long[rows];
        long firstRow = last + 1;
        var looking = CompletableFuture.runAsync(() -> look(target, firstRow, seen), Thread::startVirtualThread);
        long start = System.nanoTime();
        for (int row = 0; row < rows; row++) {
            sleepUntil(start + row * nanosBetweenRows);
            write();
            committed[row] = System.nanoTime();
        }
        try {
            looking.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("at the target: " + e.getCause(), e);
        }
        List<Double> delays = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            delays.add(Math.max(0, seen[row] - committed[row]) / 1e6);
        }
        return new Samples(delays);
    }

    private static void sleepUntil(long moment) {
        for (long left = moment - System.nanoTime(); left > 0; left = moment - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** A row that is there has all those before it there too: they came by one connection. */
    private void look(Place target, long firstRow, long[] seen) {
        try (Connection connection = target.connect();
                Statement statement = connection.createStatement()) {
            long deadline = System.nanoTime() + PATIENCE.toNanos() + seen.length * nanosBetweenRows;
            int next = 0;
            while (next < seen.length) {
                long newest = newest(statement);
                long now = System.nanoTime();
                while (next < seen.length && firstRow + next <= newest) {
                    seen[next++] = now;
                }
                if (now > deadline) {
                    throw new IllegalStateException("row %d of %d has not arrived".formatted(next + 1, seen.length));
                }
                LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private long newest(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT max(id) FROM " + table.name())) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        writer.close();
    }
}
