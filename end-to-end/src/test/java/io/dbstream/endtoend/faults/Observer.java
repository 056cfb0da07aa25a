package io.dbstream.endtoend.faults;

import io.dbstream.endtoend.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads a target again and again, each time in one snapshot, and checks that the source has been in the state that it sees, and that the
 * target never goes back. A target that is away is waited for.
 */
final class Observer {
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final String name;
    private final Database target;
    private final Report report;
    private final List<Invariant> invariants = Invariant.all();
    private final Thread thread;
    private volatile boolean ended;
    private final AtomicLong observations = new AtomicLong();
    private volatile long marker;
    private volatile Duration longestStandstill = Duration.ZERO;
    private long movedAt = System.nanoTime();

    /** Begins to look. */
    Observer(String name, Database target, Report report) {
        this.name = name;
        this.target = target;
        this.report = report;
        this.thread = Thread.ofPlatform().name("observer-" + name).start(this::run);
    }

    void end() throws InterruptedException {
        ended = true;
        thread.join();
    }

    long observations() {
        return observations.get();
    }

    /** How long the target stood still, while the source did not. */
    Duration longestStandstill() {
        return longestStandstill;
    }

    /** The source's transaction that the target showed last. */
    long marker() {
        return marker;
    }

    private void run() {
        try {
            boolean sound = true;
            while (sound && !ended) {
                try (Connection connection = target.connect()) {
                    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                    connection.setAutoCommit(false);
                    while (sound && !ended) {
                        sound = look(connection);
                        Thread.sleep(PAUSE);
                    }
                } catch (SQLException e) {
                    // It is away, or has no tables yet.
                    Thread.sleep(PAUSE);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** False when what it sees cannot be. */
    private boolean look(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (target.kind().isMySql()) {
                statement.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT");
            }
            long seen = marker(statement);
            if (seen < 0) {
                return true;
            }
            if (seen < marker) {
                report.violation(name, "the target went back from transaction %d to %d".formatted(marker, seen));
                return false;
            }
            note(seen);
            boolean sound = true;
            for (Invariant invariant : invariants) {
                sound &= holds(statement, invariant, seen);
            }
            observations.incrementAndGet();
            return sound;
        } finally {
            connection.rollback();
        }
    }

    private static long marker(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT marker FROM totals")) {
            return rows.next() ? rows.getLong(1) : -1;
        }
    }

    private boolean holds(Statement statement, Invariant invariant, long seen) throws SQLException {
        try (ResultSet rows = statement.executeQuery(invariant.query())) {
            if (!rows.next()) {
                report.violation(name, "totals have no row");
                return false;
            }
            String said = rows.getString(1);
            String is = rows.getString(2);
            if (said.equals(is)) {
                return true;
            }
            report.violation(
                    name,
                    "at transaction %d it does not hold that %s: %s is %s"
                            .formatted(seen, invariant.sentence(), said, is));
            return false;
        }
    }

    private void note(long seen) {
        long now = System.nanoTime();
        if (seen > marker) {
            Duration still = Duration.ofNanos(now - movedAt);
            if (marker > 0 && still.compareTo(longestStandstill) > 0) {
                longestStandstill = still;
            }
            marker = seen;
            movedAt = now;
        }
    }
}
