package io.dbstream.benchmarks;

import io.dbstream.benchmarks.Link.Engine;
import io.dbstream.benchmarks.Link.Place;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table of a workload, with a key called {@code id} and further columns. */
record Table(String name, List<Column> columns) {
    /** A further column. */
    record Column(String name, ColumnType type) {}

    /** The table of a shop that the original product measures itself with. */
    static Table products(String name) {
        return new Table(
                name,
                List.of(
                        new Column("name", ColumnType.NAME),
                        new Column("price", ColumnType.DECIMAL),
                        new Column("weight", ColumnType.DOUBLE),
                        new Column("created", ColumnType.MOMENT)));
    }

    String definition(Engine engine) {
        return columns.stream()
                .map(column -> column.name() + " " + column.type().definition(engine))
                .collect(Collectors.joining(", ", "CREATE TABLE %s (id INT PRIMARY KEY, ".formatted(name), ")"));
    }

    /** Inserts the rows from one number to another, both included; MySQL counts to a thousand only. */
    String insert(Engine engine, long first, long last) {
        String values = IntStream.range(0, columns.size())
                .mapToObj(index -> columns.get(index).type().value(engine, index))
                .collect(Collectors.joining(", "));
        if (engine == Engine.POSTGRESQL) {
            return "INSERT INTO %s SELECT n, %s FROM generate_series(%d::bigint, %d) AS numbers(n)"
                    .formatted(name, values, first, last);
        }
        return "INSERT INTO %s WITH RECURSIVE numbers(n) AS (SELECT %d UNION ALL SELECT n + 1 FROM numbers WHERE n < %d) SELECT n, %s FROM numbers"
                .formatted(name, first, last, values);
    }

    /** How many rows a database has of each table, and sums over them: the same in two databases with the same rows. */
    static List<List<BigDecimal>> sums(List<Table> tables, Place place) throws SQLException {
        try (Connection connection = place.connect();
                Statement statement = connection.createStatement()) {
            List<List<BigDecimal>> sums = new ArrayList<>();
            for (Table table : tables) {
                sums.add(table.sums(place.engine(), statement));
            }
            return sums;
        }
    }

    private List<BigDecimal> sums(Engine engine, Statement statement) throws SQLException {
        String query = columns.stream()
                .map(column -> column.type().sum(engine, column.name()))
                .collect(Collectors.joining(", ", "SELECT count(*), sum(id), ", " FROM " + name));
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            List<BigDecimal> sums = new ArrayList<>();
            for (int index = 1; index <= columns.size() + 2; index++) {
                BigDecimal sum = row.getBigDecimal(index);
                sums.add(sum == null ? BigDecimal.ZERO : sum.stripTrailingZeros());
            }
            return sums;
        }
    }
}
