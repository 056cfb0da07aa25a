package io.dbstream.sandbox.quickstart;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Makes changes at the source all the time: rows inserted, updated and deleted in several tables, one transaction after another. */
final class Shop implements AutoCloseable {
    private static final int MOST_ROWS_AT_ONCE = 20;
    private static final int ROWS_KEPT = 2_000;
    private static final int ORDERS_KEPT = 20;
    private static final Duration BETWEEN_TRANSACTIONS = Duration.ofMillis(4);
    private static final List<String> NAMES =
            List.of("hammer", "saw", "teapot", "pear", "Käse", "茶", "🥕", "nails 3/4\"");

    private final Connection connection;
    private final Random random;
    private final int[] rows = new int[SampleTable.PRODUCTS.size()];
    private int orders;
    private long changes;

    private Shop(Connection connection, Random random) {
        this.connection = connection;
        this.random = random;
    }

    /** Makes the empty tables. */
    static Shop open(Database source, Random random) throws SQLException {
        Connection connection = source.connect();
        try (Statement statement = connection.createStatement()) {
            for (SampleTable table : SampleTable.ALL) {
                for (String each : source.definition(table)) {
                    statement.execute(each);
                }
            }
        }
        connection.setAutoCommit(false);
        return new Shop(connection, random);
    }

    /** How many rows were inserted, updated and deleted so far in committed transactions. */
    long changes() {
        return changes;
    }

    void changeFor(Duration duration) throws SQLException, InterruptedException {
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < end) {
            changes += transaction();
            Thread.sleep(BETWEEN_TRANSACTIONS.toMillis());
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** One transaction at random; returns how many rows it changed. */
    private int transaction() throws SQLException {
        int which = random.nextInt(rows.length);
        String table = SampleTable.PRODUCTS.get(which).name();
        int changed = switch (random.nextInt(10)) {
            case 0, 1, 2 -> addProducts(which, table);
            case 3, 4, 5 -> changePrices(table);
            case 6, 7 -> order(which, table);
            case 8 -> ship();
            case 9 -> thinOut(which, table);
            default -> throw new IllegalStateException("A number below 10 was asked for");
        };
        if (random.nextInt(50) == 0) {
            // What is rolled back must not arrive. The numbers of rows are a guess for the random choice, and may be
            // off.
            connection.rollback();
            return 0;
        }
        connection.commit();
        return changed;
    }

    private int addProducts(int which, String table) throws SQLException {
        int count = 1 + random.nextInt(MOST_ROWS_AT_ONCE);
        String insert =
                "INSERT INTO " + table + " (name, price, weight) VALUES (?, ?, ?)" + ", (?, ?, ?)".repeat(count - 1);
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            for (int parameter = 0; parameter < 3 * count; parameter += 3) {
                statement.setString(parameter + 1, NAMES.get(random.nextInt(NAMES.size())));
                statement.setBigDecimal(parameter + 2, BigDecimal.valueOf(random.nextInt(100_000), 2));
                statement.setObject(parameter + 3, random.nextBoolean() ? random.nextDouble() : null, Types.DOUBLE);
            }
            rows[which] += count;
            return statement.executeUpdate();
        }
    }

    private int changePrices(String table) throws SQLException {
        return update(
                "UPDATE %1$s SET price = price + 0.01 WHERE id IN (%2$s)"
                        .formatted(table, some(table, "id % 97 = ?", "DESC")),
                random.nextInt(97),
                1 + random.nextInt(MOST_ROWS_AT_ONCE));
    }

    /** A change of several tables that must arrive as one. */
    private int order(int which, String table) throws SQLException {
        orders++;
        int inserted = update(
                "INSERT INTO orders (product, quantity, note, placed)"
                        + " VALUES (?, ?, 'from the quickstart', CURRENT_TIMESTAMP(6))",
                random.nextInt(1, 1_000),
                random.nextInt(1, 10));
        int other = (which + 1) % rows.length;
        int updated = update(
                "UPDATE %s SET weight = NULL WHERE id IN (%s)"
                        .formatted(table, some(table, "weight IS NOT NULL AND id > ?", "ASC")),
                0,
                2);
        return inserted
                + updated
                + addProducts(other, SampleTable.PRODUCTS.get(other).name());
    }

    private int ship() throws SQLException {
        return update(
                        "UPDATE orders SET state = 'shipped', note = NULL WHERE id IN (%s)"
                                .formatted(some("orders", "state = 'new' AND id > ?", "ASC")),
                        0,
                        5)
                + update(
                        "DELETE FROM orders WHERE id IN (%s)"
                                .formatted(some("orders", "state = 'shipped' AND id <= ?", "ASC")),
                        orders - ORDERS_KEPT,
                        3);
    }

    /** Keeps the tables from growing for ever. */
    private int thinOut(int which, String table) throws SQLException {
        int most = Math.max(MOST_ROWS_AT_ONCE, rows[which] - ROWS_KEPT);
        int deleted = update(
                "DELETE FROM %s WHERE id IN (%s)".formatted(table, some(table, "id > ?", "ASC")),
                0,
                1 + random.nextInt(most));
        rows[which] -= deleted;
        return deleted;
    }

    /** The keys of a table's first or last rows that are so; MySQL takes a limited choice only from a table of its own. */
    private static String some(String table, String condition, String order) {
        return "SELECT id FROM (SELECT id FROM %s WHERE %s ORDER BY id %s LIMIT ?) AS chosen"
                .formatted(table, condition, order);
    }

    private int update(String sql, int... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setInt(i + 1, parameters[i]);
            }
            return statement.executeUpdate();
        }
    }
}
