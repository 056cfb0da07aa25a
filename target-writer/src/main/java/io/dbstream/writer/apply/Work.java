package io.dbstream.writer.apply;

import java.sql.SQLException;

/** Statements that may fail. */
@FunctionalInterface
public interface Work {
    void run() throws SQLException;
}
