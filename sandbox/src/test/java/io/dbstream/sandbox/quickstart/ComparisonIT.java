package io.dbstream.sandbox.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbstream.sandbox.MySqlServer.Flavor;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ComparisonIT {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void seesThatACopyIsEqualAndThatAChangedRowIsNot(Flavor flavor) throws Exception {
        try (var source = MySqlSource.start(flavor, directory.resolve("source"));
                var target = PostgresTarget.start(directory.resolve("target"))) {
            try (var shop = Shop.open(source, new Random())) {
                shop.changeFor(Duration.ofSeconds(1));
                assertThat(shop.changes()).isPositive();
            }
            assertThat(Comparison.of(source, target)).noneMatch(Comparison::isEqual);
            copy(source, target);
            assertThat(Comparison.of(source, target)).allMatch(Comparison::isEqual);

            try (Connection connection = target.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("UPDATE products2 SET created = created + interval '1 microsecond'");
            }
            assertThat(Comparison.of(source, target))
                    .filteredOn(comparison -> !comparison.isEqual())
                    .singleElement()
                    .satisfies(comparison -> assertThat(comparison.table()).isEqualTo("products2"))
                    .satisfies(comparison ->
                            assertThat(comparison.targetRows()).isPositive().isEqualTo(comparison.sourceRows()));
        }
    }

    private static void copy(Database source, Database target) throws SQLException {
        try (Connection from = source.connect();
                Connection to = target.connect();
                Statement statement = to.createStatement()) {
            for (SampleTable table : SampleTable.PRODUCTS) {
                statement.execute(
                        "CREATE TABLE " + table.name()
                                + " (id bigint, name text, price numeric(10, 2), weight double precision, created timestamptz)");
                copyRows(table, source, from, to);
            }
            statement.execute("CREATE TABLE orders"
                    + " (id bigint, product bigint, quantity smallint, state text, note text, placed timestamp)");
            copyRows(SampleTable.ORDERS, source, from, to);
        }
    }

    private static void copyRows(SampleTable table, Database source, Connection from, Connection to)
            throws SQLException {
        try (Statement select = from.createStatement();
                ResultSet rows = select.executeQuery(table.query(source::momentAsText))) {
            int columns = rows.getMetaData().getColumnCount();
            String insert = "INSERT INTO " + table.name() + " VALUES (?" + ", ?".repeat(columns - 1) + ")";
            try (PreparedStatement statement = to.prepareStatement(insert)) {
                while (rows.next()) {
                    for (int column = 1; column <= columns; column++) {
                        // As text of no type, which the server converts to the column's.
                        statement.setObject(column, rows.getString(column), Types.OTHER);
                    }
                    statement.addBatch();
                }
                statement.executeBatch();
            }
        }
    }
}
