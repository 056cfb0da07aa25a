package io.dbstream.sandbox.quickstart;

import io.dbstream.sandbox.compare.Side;
import java.sql.Connection;
import java.sql.SQLException;

/** One end of the quickstart's stream: a database server with one database that holds the sample tables. */
sealed interface Database extends AutoCloseable permits MySqlDatabase, PostgresDatabase {
    /** For people: what it is, and where. */
    String label();

    /** What a stream's configuration calls it. */
    String type();

    /** What a stream's configuration says to connect to it, as a user with no more rights than a stream needs. */
    String connectionString();

    /** A connection that may make and change the sample tables, with UTC as its time zone. */
    Connection connect() throws SQLException;

    /** The statements that make a sample table. */
    String[] definition(SampleTable table);

    /** This end of a comparison, over that connection. */
    Side side(Connection connection) throws SQLException;

    /** A command with which a user looks into it. */
    String shell();

    @Override
    void close();
}
