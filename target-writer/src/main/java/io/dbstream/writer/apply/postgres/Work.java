package io.dbstream.writer.apply.postgres;

import java.sql.SQLException;

/** Statements that may fail. */
@FunctionalInterface
interface Work {
    void run() throws SQLException;
}
