package io.dbstream.benchmarks;

import io.dbstream.benchmarks.Inserts.Transactions;
import io.dbstream.benchmarks.Table.Column;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What can be measured. */
enum Case {
    INSERTS,
    ONE_TRANSACTION,
    UPDATES,
    SMALL,
    HOT,
    WIDE,
    LARGE_ROWS,
    LATENCY,
    START_UP,
    SCALING;

    private static final int COLUMNS_OF_WIDE = 39;

    static Case of(String word) {
        return Arrays.stream(values())
                .filter(each -> each.toString().equals(word))
                .findFirst()
                .orElseThrow(() -> new Mistake("--case knows %s, not '%s'"
                        .formatted(
                                Arrays.stream(values()).map(Case::toString).collect(Collectors.joining(", ")), word)));
    }

    /** Rows that are larger than usual, and transactions that are more work than their rows, are fewer. */
    Measurement measurement(Options options) {
        long rows = options.rows();
        return switch (this) {
            case INSERTS ->
                drain(options, new Inserts(Table.products("products"), rows, Transactions.OF_A_THOUSAND_ROWS));
            case ONE_TRANSACTION -> drain(options, new Inserts(Table.products("products"), rows, Transactions.ONE));
            case UPDATES -> drain(options, new Updates(rows));
            case SMALL -> drain(options, new SmallTransactions(rows / 10));
            case HOT -> drain(options, new HotRows(rows));
            case WIDE -> drain(options, new Inserts(wide(), rows / 5, Transactions.OF_A_THOUSAND_ROWS));
            case LARGE_ROWS -> drain(options, new Inserts(large(), rows / 20, Transactions.OF_A_THOUSAND_ROWS));
            case LATENCY -> new Latency(options);
            case START_UP -> new StartUp(options);
            case SCALING -> new Scaling(options);
        };
    }

    private static Measurement drain(Options options, Workload workload) {
        return new Drain(workload, options);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Columns of all types but the large one, in turn. */
    private static Table wide() {
        List<ColumnType> types = Arrays.stream(ColumnType.values())
                .filter(type -> type != ColumnType.PAYLOAD)
                .toList();
        return new Table(
                "wide",
                IntStream.range(0, COLUMNS_OF_WIDE)
                        .mapToObj(index -> new Column("c" + index, types.get(index % types.size())))
                        .toList());
    }

    private static Table large() {
        return new Table(
                "large", List.of(new Column("name", ColumnType.NAME), new Column("payload", ColumnType.PAYLOAD)));
    }
}
