package io.dbstream.writer.apply;

import io.dbstream.error.StreamException;
import java.sql.Connection;
import java.sql.SQLException;

/** What one family of databases does in its own way: connecting, and saying what is wrong. */
public interface Dialect {
    /**
     * Connects, without a transaction and with autocommit off.
     *
     * @throws StreamException when the target cannot be reached, or does not let the user in
     */
    Connection connect();

    /**
     * Ends the connection of the writer that had this stream before, and marks this one as its writer's. A writer may stand still with
     * rows locked, and its connection with it, for as long as it likes. Where it cannot be ended, its locks are waited for.
     */
    void displace(Connection connection, String streamId) throws SQLException;

    /** The tables of the target that the connection leads to. */
    TargetTables tables(Connection connection, Transaction transaction) throws SQLException;

    /** Ends what the connection waits for, at the server and here, and the connection with it. Called by any thread. */
    void interrupt(Connection connection);

    /** Whether the error says nothing about the rows, so that the same work may succeed later. */
    boolean passes(SQLException e);

    /** Whether a row with the same unique value was there already. */
    boolean isUniqueViolation(SQLException e);

    /** Whether this one row is to blame, by its values or by those of others that it does not go together with, and not the table or the server. */
    boolean isAboutTheRow(SQLException e);

    /** Whether a table or column is not what it was when it was planned for. */
    boolean isAboutTheCatalog(SQLException e);

    /**
     * The product's error for one of the driver's, without any row value.
     *
     * @param doing what was being done, as the beginning of a sentence: {@code "Writing to table public.orders"}
     */
    StreamException failure(SQLException e, String doing);
}
