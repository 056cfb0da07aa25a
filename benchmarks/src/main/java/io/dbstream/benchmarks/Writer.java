package io.dbstream.benchmarks;

import io.dbstream.benchmarks.Link.Engine;
import io.dbstream.benchmarks.Link.Place;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Writes at the source. */
final class Writer implements AutoCloseable {
    /** How many rows a table inserts by one statement. */
    static final int ROWS_OF_STATEMENT = 1_000;

    private final Engine engine;
    private final Connection connection;
    private final Statement statement;

    Writer(Place source) throws SQLException {
        this.engine = source.engine();
        this.connection = source.connect();
        this.statement = connection.createStatement();
    }

    /** Inserts rows by their numbers, a transaction for each thousand unless one is open. */
    void insert(Table table, long first, long last) throws SQLException {
        for (long next = first; next <= last; next += ROWS_OF_STATEMENT) {
            execute(table.insert(engine, next, Math.min(last, next + ROWS_OF_STATEMENT - 1)));
        }
    }

    /** Runs a statement, or several in one round trip. */
    void execute(String sql) throws SQLException {
        statement.execute(sql);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
