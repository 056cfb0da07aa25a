package io.dbstream.writer.apply;

import java.sql.SQLException;
import java.util.List;

/** Takes the fast path, and leaves no trace when that fails. */
final class BulkAttempt {
    private final Dialect dialect;
    private final Transaction transaction;
    private final Plans plans;

    BulkAttempt(Dialect dialect, Transaction transaction, Plans plans) {
        this.dialect = dialect;
        this.transaction = transaction;
        this.plans = plans;
    }

    boolean succeeds(List<TableWork> work) throws SQLException {
        SQLException failure = transaction.attempt(() -> FastPath.apply(work));
        if (failure != null && dialect.isUniqueViolation(failure) && pauseLoads(work)) {
            failure = transaction.attempt(() -> FastPath.apply(work));
        }
        if (failure != null && dialect.isAboutTheCatalog(failure)) {
            plans.forgetAll();
        }
        return failure == null;
    }

    /** A row taken for new may have been there; false when none was loaded, so that this is not it. */
    private static boolean pauseLoads(List<TableWork> work) {
        boolean loaded = false;
        for (TableWork table : work) {
            loaded |= table.plan().pauseLoads(table.news().size());
        }
        return loaded;
    }
}
