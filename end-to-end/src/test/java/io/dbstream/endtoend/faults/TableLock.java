package io.dbstream.endtoend.faults;

import io.dbstream.endtoend.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Keeps a table of a target from being written, by a transaction that is not ended; it can still be read. */
final class TableLock {
    private final Database target;
    private @Nullable Connection holder;

    TableLock(Database target) {
        this.target = target;
    }

    void take(String table) throws SQLException {
        Connection connection = target.connect();
        holder = connection;
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            if (target.kind().isMySql()) {
                statement.execute("SET lock_wait_timeout = 10");
                statement.execute("LOCK TABLES " + table + " READ");
            } else {
                statement.execute("SET lock_timeout = '10s'");
                statement.execute("LOCK TABLE " + table + " IN EXCLUSIVE MODE");
            }
        }
    }

    void release() {
        Connection connection = holder;
        holder = null;
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                // The target has died meanwhile, and with it the lock.
                Thread.onSpinWait();
            }
        }
    }
}
