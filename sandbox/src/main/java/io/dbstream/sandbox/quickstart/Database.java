package io.dbstream.sandbox.quickstart;

import java.sql.Connection;
import java.sql.SQLException;

/** One end of the quickstart's stream: a database server with one database that holds the sample tables. */
interface Database extends AutoCloseable {
    /** For people: what it is, and where. */
    String label();

    /** What a stream's configuration calls it. */
    String type();

    /** What a stream's configuration says to connect to it, as a user with no more rights than a stream needs. */
    String connectionString();

    /** A connection as the administrator, with UTC as its time zone. */
    Connection connect() throws SQLException;

    /** A command with which a user looks into it. */
    String shell();

    /** The SQL expression for a point in time as text with microseconds. */
    String momentAsText(String column);

    @Override
    void close();
}
