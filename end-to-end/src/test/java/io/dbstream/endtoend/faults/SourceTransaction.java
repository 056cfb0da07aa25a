package io.dbstream.endtoend.faults;

import io.dbstream.endtoend.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One transaction at a source: changes rows at random, and brings {@code totals} up to date. The caller commits it. */
final class SourceTransaction {
    private static final int ACCOUNTS = 100;
    private static final int ITEMS = 200;
    private static final int DOCUMENTS = 12;
    private static final int BATCHES = 3;
    private static final int MOST_AT_ONCE = 500;
    private static final int SMALL_BATCH = 300;
    /** More than the writer gathers. */
    private static final int LARGE_BATCH = 9_000;

    private static final int LEDGER_KEPT = 2_000;
    private static final int JOURNAL_KEPT = 1_000;

    private final Connection connection;
    private final Kind kind;
    private final Random random;
    private final AtomicLong numbers;
    private final Map<CountedTable, Totals> totals = new HashMap<>();

    private record Totals(long count, long weight) {
        Totals plus(long moreRows, long moreWeight) {
            return new Totals(count + moreRows, weight + moreWeight);
        }
    }

    /**
     * @param numbers what comes next where a number may not come twice
     */
    SourceTransaction(Connection connection, Kind kind, Random random, AtomicLong numbers) {
        this.connection = connection;
        this.kind = kind;
        this.random = random;
        this.numbers = numbers;
    }

    /** The first one of all: something in every table. */
    void first() throws SQLException {
        String zeros = ", 0".repeat(2 * CountedTable.values().length);
        run("INSERT INTO totals VALUES (1, 0%s)".formatted(zeros));
        for (int id = 0; id < ACCOUNTS; id++) {
            long balance = Invariant.MONEY / ACCOUNTS;
            run("INSERT INTO accounts VALUES (%d, %d, NULL)".formatted(id, balance));
            add(CountedTable.ACCOUNTS, 1, id * balance);
        }
        write();
        count();
        addItem(0);
        writeDocument(0);
        addBatch(0, 10);
        scratch();
        finish();
    }

    /** A few changes of all sorts, some of them taken back. */
    void mixed() throws SQLException {
        int changes = 1 + random.nextInt(6);
        for (int i = 0; i < changes; i++) {
            if (random.nextInt(15) == 0) {
                takeBack();
            }
            change();
        }
        finish();
    }

    /** Large rows. */
    void flood() throws SQLException {
        for (int i = 0; i < 8; i++) {
            writeDocument(random.nextInt(DOCUMENTS));
        }
        finish();
    }

    /** MySQL commits before and after a TRUNCATE. */
    void truncate() throws SQLException {
        run("TRUNCATE TABLE scratch");
        finish();
    }

    private void takeBack() throws SQLException {
        Map<CountedTable, Totals> before = new HashMap<>(totals);
        Savepoint savepoint = connection.setSavepoint();
        change();
        connection.rollback(savepoint);
        totals.clear();
        totals.putAll(before);
    }

    private void change() throws SQLException {
        int dice = random.nextInt(100);
        if (dice < 35) {
            transfer();
        } else if (dice < 55) {
            write();
        } else if (dice < 65) {
            strike();
        } else if (dice < 75) {
            count();
        } else if (dice < 90) {
            changeItems();
        } else if (dice < 95) {
            changeDocument(random.nextInt(DOCUMENTS));
        } else if (dice < 99) {
            scratch();
        } else {
            changeBatch(random.nextInt(BATCHES));
        }
    }

    /** Money goes from one account to another, which may be closed with it, or opened. */
    private void transfer() throws SQLException {
        int one = random.nextInt(ACCOUNTS - 1);
        int other = one + 1 + random.nextInt(ACCOUNTS - 1 - one);
        Map<Integer, Long> balances = pairs(
                "SELECT id, balance FROM accounts WHERE id IN (%d, %d) ORDER BY id FOR UPDATE".formatted(one, other));
        if (balances.isEmpty()) {
            return;
        }
        boolean both = balances.size() == 2;
        int there = balances.containsKey(one) ? one : other;
        int from = both && random.nextBoolean() ? other : there;
        int to = from == one ? other : one;
        boolean closing = both && random.nextInt(10) == 0;
        long amount = closing ? balances.getOrDefault(from, 0L) : 1 + random.nextInt(50);
        add(CountedTable.ACCOUNTS, (both ? 0 : 1) - (closing ? 1 : 0), amount * (to - from));
        if (closing) {
            run("DELETE FROM accounts WHERE id = " + from);
        } else {
            run("UPDATE accounts SET balance = balance - %d WHERE id = %d".formatted(amount, from));
        }
        run(
                both
                        ? "UPDATE accounts SET balance = balance + %d, note = '%s' WHERE id = %d"
                                .formatted(amount, text(random.nextInt(100)), to)
                        : "INSERT INTO accounts VALUES (%d, %d, NULL)".formatted(to, amount));
    }

    /** Lines of the journal come. */
    private void write() throws SQLException {
        int lines = 1 + random.nextInt(4);
        for (int i = 0; i < lines; i++) {
            long number = numbers.incrementAndGet();
            int amount = random.nextInt(1000);
            run("INSERT INTO journal VALUES (%d, %d, %d, '%s')"
                    .formatted(number, random.nextInt(ACCOUNTS), amount, text(20)));
            add(CountedTable.JOURNAL, 1, number + amount);
        }
    }

    /** Lines of the journal change, or go. */
    private void strike() throws SQLException {
        Map<Integer, Long> amounts = pairs("SELECT number, amount FROM journal ORDER BY number LIMIT 3");
        boolean full = !pairs("SELECT COUNT(*), 0 FROM journal HAVING COUNT(*) > " + JOURNAL_KEPT)
                .isEmpty();
        for (Map.Entry<Integer, Long> line : amounts.entrySet()) {
            if (full || random.nextBoolean()) {
                int rows = run("DELETE FROM journal WHERE number = %d AND amount = %d"
                        .formatted(line.getKey(), line.getValue()));
                add(CountedTable.JOURNAL, -rows, -rows * (line.getKey() + line.getValue()));
            } else {
                int rows = run("UPDATE journal SET amount = amount + 1 WHERE number = " + line.getKey());
                add(CountedTable.JOURNAL, 0, rows);
            }
        }
    }

    /** Rows that are alike come, and one of them goes. */
    private void count() throws SQLException {
        int which = 1 + random.nextInt(3);
        int more = 1 + random.nextInt(3);
        int gone = 0;
        run("INSERT INTO tally VALUES "
                + IntStream.range(0, more).mapToObj(i -> "(" + which + ")").collect(Collectors.joining(", ")));
        for (int i = 0; i < 2; i++) {
            gone += run(
                    kind.isMySql()
                            ? "DELETE FROM tally WHERE kind = " + which + " LIMIT 1"
                            : "DELETE FROM tally WHERE ctid = (SELECT ctid FROM tally WHERE kind = " + which
                                    + " LIMIT 1 FOR UPDATE SKIP LOCKED)");
        }
        add(CountedTable.TALLY, more - gone, (long) which * (more - gone));
    }

    private void changeItems() throws SQLException {
        int one = random.nextInt(ITEMS);
        int other = random.nextInt(ITEMS);
        Map<Integer, Long> amounts =
                pairs("SELECT id, amount FROM items WHERE id IN (%d, %d) ORDER BY id FOR UPDATE".formatted(one, other));
        Long first = amounts.get(one);
        Long second = amounts.get(other);
        if (first == null) {
            addItem(one);
        } else if (second == null) {
            run("UPDATE items SET id = %d WHERE id = %d".formatted(other, one));
            add(CountedTable.ITEMS, 0, first * (other - one));
        } else if (one == other) {
            run("DELETE FROM items WHERE id = " + one);
            add(CountedTable.ITEMS, -1, -first * one);
            addItem(one);
        } else {
            changeItems(one, first, other, second);
        }
    }

    private void changeItems(int one, long first, int other, long second) throws SQLException {
        switch (random.nextInt(10)) {
            // Rows change places, which no bulk statement can do at a target that has the unique column as well.
            case 0 -> {
                run("UPDATE items SET id = -1 - %1$d WHERE id = %1$d".formatted(one));
                run("UPDATE items SET id = %d WHERE id = %d".formatted(one, other));
                run("UPDATE items SET id = %d WHERE id = -1 - %d".formatted(other, one));
                add(CountedTable.ITEMS, 0, first * (other - one) + second * (one - other));
            }
            case 1, 2, 3 -> {
                run("DELETE FROM items WHERE id = " + one);
                add(CountedTable.ITEMS, -1, -first * one);
            }
            default -> {
                run("UPDATE items SET amount = amount + 1 WHERE id = " + one);
                add(CountedTable.ITEMS, 0, one);
            }
        }
    }

    private void addItem(int id) throws SQLException {
        int amount = random.nextInt(1000);
        run("INSERT INTO items VALUES (%d, 'code-%d', %d)".formatted(id, numbers.incrementAndGet(), amount));
        add(CountedTable.ITEMS, 1, (long) id * amount);
    }

    /** Beside writing, one changes without its body, which PostgreSQL then does not log; or goes. */
    private void changeDocument(int id) throws SQLException {
        switch (random.nextInt(4)) {
            case 0 -> {
                int rows = run("UPDATE documents SET edition = edition + 1 WHERE id = " + id);
                add(CountedTable.DOCUMENTS, 0, rows);
            }
            case 1 -> removeDocument(id);
            default -> writeDocument(id);
        }
    }

    private void removeDocument(int id) throws SQLException {
        for (long weight : documentWeight(id).values()) {
            int rows = run("DELETE FROM documents WHERE id = " + id);
            add(CountedTable.DOCUMENTS, -rows, -rows * weight);
        }
    }

    private void writeDocument(int id) throws SQLException {
        Map<Integer, Long> weight = documentWeight(id);
        boolean there = !weight.isEmpty() && random.nextBoolean();
        if (!there) {
            removeDocument(id);
        }
        byte[] bytes = new byte[10_000 + random.nextInt(60_000)];
        random.nextBytes(bytes);
        String sql = there
                ? "UPDATE documents SET size = ?, edition = 1, body = ? WHERE id = ?"
                : "INSERT INTO documents (size, edition, body, id) VALUES (?, 1, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, 2 * bytes.length);
            statement.setString(2, HexFormat.of().formatHex(bytes));
            statement.setInt(3, id);
            statement.executeUpdate();
        }
        long less = there ? weight.getOrDefault(id, 0L) : 0;
        add(CountedTable.DOCUMENTS, there ? 0 : 1, 2L * bytes.length + 1 - less);
    }

    private Map<Integer, Long> documentWeight(int id) throws SQLException {
        return pairs("SELECT id, size + edition FROM documents WHERE id = " + id + " FOR UPDATE");
    }

    /** Thousands of rows come, change or go at once. */
    private void changeBatch(int batch) throws SQLException {
        Map<Integer, Long> states = pairs("SELECT size, state FROM batches WHERE batch = " + batch + " FOR UPDATE");
        if (states.isEmpty()) {
            addBatch(batch, random.nextInt(6) == 0 ? LARGE_BATCH : SMALL_BATCH);
            return;
        }
        for (Map.Entry<Integer, Long> found : states.entrySet()) {
            if (random.nextBoolean()) {
                run("UPDATE batches SET state = state + 1 WHERE batch = " + batch);
                int rows = run("UPDATE parts SET state = state + 1 WHERE batch = " + batch);
                add(CountedTable.PARTS, 0, rows);
            } else {
                run("DELETE FROM batches WHERE batch = " + batch);
                int rows = run("DELETE FROM parts WHERE batch = " + batch);
                add(CountedTable.PARTS, -rows, -rows * found.getValue());
            }
        }
    }

    private void addBatch(int batch, int size) throws SQLException {
        run("INSERT INTO batches VALUES (%d, %d, 1)".formatted(batch, size));
        String filler = text(500);
        for (int part = 0; part < size; part += MOST_AT_ONCE) {
            run(IntStream.range(part, Math.min(part + MOST_AT_ONCE, size))
                    .mapToObj(number -> "(%d, %d, 1, '%s')".formatted(batch, number, filler))
                    .collect(Collectors.joining(", ", "INSERT INTO parts VALUES ", "")));
        }
        add(CountedTable.PARTS, size, size);
    }

    private void scratch() throws SQLException {
        run("INSERT INTO scratch VALUES (%d, '%s')".formatted(numbers.incrementAndGet(), text(10)));
    }

    /** The row of totals is everybody's last: whoever holds it commits next, so that markers come in the order of commits. */
    private void finish() throws SQLException {
        add(CountedTable.LEDGER, 0, 0);
        String sums = new TreeMap<>(totals)
                .entrySet().stream()
                        .map(each -> ", %1$s_count = %1$s_count + %2$d, %1$s_weight = %1$s_weight + %3$d"
                                .formatted(
                                        each.getKey(),
                                        each.getValue().count(),
                                        each.getValue().weight()))
                        .collect(Collectors.joining());
        run("UPDATE totals SET marker = marker + 1" + sums);
        long marker = pairs("SELECT id, marker FROM totals").getOrDefault(1, 0L);
        run("INSERT INTO ledger VALUES (%d, %d)".formatted(marker, totals.size()));
        int gone = run("DELETE FROM ledger WHERE marker = " + (marker - LEDGER_KEPT));
        run("UPDATE totals SET ledger_count = ledger_count + %d, ledger_weight = ledger_weight + %d"
                .formatted(1 - gone, marker - gone * (marker - LEDGER_KEPT)));
    }

    private void add(CountedTable table, long rows, long weight) {
        totals.merge(table, new Totals(rows, weight), (one, other) -> one.plus(other.count(), other.weight()));
    }

    private int run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    /** Rows of two numbers. */
    private Map<Integer, Long> pairs(String query) throws SQLException {
        Map<Integer, Long> pairs = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                pairs.put(rows.getInt(1), rows.getLong(2));
            }
        }
        return pairs;
    }

    private String text(int length) {
        return random.ints(length, 'a', 'z' + 1).mapToObj(Character::toString).collect(Collectors.joining());
    }
}
