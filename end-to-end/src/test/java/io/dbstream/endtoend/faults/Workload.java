package io.dbstream.endtoend.faults;

import io.dbstream.endtoend.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Random transactions at a source, from several connections at once, each of which leaves every {@link Invariant} true. A source that is
 * away is waited for.
 */
final class Workload {
    private static final int CONNECTIONS = 2;
    private static final Duration PAUSE = Duration.ofMillis(150);

    private final Database source;
    private final long seed;
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicLong committed = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean flooding;
    private volatile boolean ended;

    Workload(Database source, long seed) {
        this.source = source;
        this.seed = seed;
    }

    /** Makes the empty tables; at the target only the one that has to have more than its key. */
    static void makeTables(Database source, Database target) throws SQLException {
        execute(source, TestTables.all(source.kind()));
        execute(target, List.of(TestTables.items()));
    }

    private static void execute(Database database, List<String> statements) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    /** Commits a first transaction, with rows in every table, and many more until {@link #end}. */
    void begin() throws SQLException {
        try (Connection connection = source.connect()) {
            connection.setAutoCommit(false);
            new SourceTransaction(connection, source.kind(), new Random(seed), numbers).first();
            connection.commit();
            committed.incrementAndGet();
        }
        for (int i = 0; i < CONNECTIONS; i++) {
            Random random = new Random(seed + i);
            threads.add(Thread.ofPlatform().name("workload-" + i).start(() -> run(random)));
        }
    }

    /** While flooding, transactions are about large rows. */
    void flood(boolean now) {
        flooding = now;
    }

    void end() throws InterruptedException {
        ended = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    boolean isOver() {
        return ended;
    }

    long committed() {
        return committed.get();
    }

    /** How many transactions the source did not take, because it was ending, or two of them were in each other's way. */
    long refused() {
        return refused.get();
    }

    private void run(Random random) {
        try {
            while (!ended) {
                try (Connection connection = source.connect()) {
                    connection.setAutoCommit(false);
                    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                    while (!ended) {
                        transact(connection, random);
                        Thread.sleep(flooding ? 100 : 5 + random.nextInt(80));
                    }
                } catch (SQLException e) {
                    refused.incrementAndGet();
                    Thread.sleep(PAUSE);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void transact(Connection connection, Random random) throws SQLException {
        SourceTransaction transaction = new SourceTransaction(connection, source.kind(), random, numbers);
        try {
            if (flooding) {
                transaction.flood();
            } else if (random.nextInt(200) == 0) {
                transaction.truncate();
            } else {
                transaction.mixed();
            }
            if (random.nextInt(20) == 0) {
                connection.rollback();
            } else {
                connection.commit();
                committed.incrementAndGet();
            }
        } catch (SQLException e) {
            connection.rollback();
            refused.incrementAndGet();
        }
    }
}
