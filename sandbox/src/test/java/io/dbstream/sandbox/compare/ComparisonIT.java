package io.dbstream.sandbox.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbstream.sandbox.SharedServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ComparisonIT {
    @SuppressWarnings("NullAway.Init") // Opened before every test.
    private Connection mysql;

    @SuppressWarnings("NullAway.Init") // Opened before every test.
    private Connection postgres;

    @BeforeEach
    void connect() throws SQLException {
        mysql = SharedServers.mysql().connect(SharedServers.freshDatabase(SharedServers.mysql()));
        postgres = SharedServers.postgres().connect(SharedServers.freshDatabase(SharedServers.postgres()));
    }

    @AfterEach
    void disconnect() throws SQLException {
        mysql.close();
        postgres.close();
    }

    @Test
    void seesThatTwoFamiliesHaveTheSameValues() throws SQLException {
        execute(
                mysql,
                "CREATE TABLE t (id INT UNSIGNED, n DECIMAL(9,3), f FLOAT, d DOUBLE, b BIT(4), v VARCHAR(9), by_ BLOB, ts TIMESTAMP(3) NULL, tm TIME(2), g POINT, y YEAR, flag BOOL)",
                "SET time_zone = '+02:00'",
                "INSERT INTO t VALUES (1, 1.5, 0.1, 0.1, b'101', '😀 ', X'00FF', '2024-07-01 12:00:00.1', '-100:00:00.5', ST_GeomFromText('POINT(1 2)', 3857), 0, 1)",
                "INSERT INTO t (id) VALUES (2), (2)");
        execute(
                postgres,
                "CREATE TABLE t (id bigint, n numeric, f real, d double precision, b bit(4), v text, by_ bytea, ts timestamptz, tm interval, g bytea, y smallint, flag boolean)",
                "INSERT INTO t (id) VALUES (2), (2)",
                "INSERT INTO t VALUES (1, 1.50, 0.1, 0.1, B'0101', '😀 ', '\\x00ff', '2024-07-01 10:00:00.1+00', '-100:00:00.5', '\\x0101000020110f0000000000000000f03f0000000000000040', 0, true)");
        assertThat(compare(mysql, postgres)).allMatch(Comparison::isEqual);
    }

    @Test
    void seesEveryDifference() throws SQLException {
        String table = "CREATE TABLE t (id int, v varchar(9), n decimal(9,3), f double precision)";
        execute(mysql, table, "INSERT INTO t VALUES (1, 'a', 1, 0.1), (2, '', 1, 1), (3, 'c', 1, 1), (3, 'c', 1, 1)");
        execute(
                postgres,
                table,
                "INSERT INTO t VALUES (1, 'a ', 1, 0.1), (2, NULL, 1, 1), (3, 'c', 1, 1), (4, 'd', 1, 1)");
        assertThat(compare(mysql, postgres))
                .singleElement()
                .extracting(Comparison::differences)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(String.class))
                .containsExactly(
                        "row 0 of the source, first column '1': v: source 'a', target 'a '",
                        "row 1 of the source, first column '2': v: source '', target NULL",
                        "row 3 of the source, first column '3': id: source '3', target '4'; v: source 'c', target 'd'");
    }

    @Test
    void seesThatATableOrAColumnIsMissing() throws SQLException {
        execute(mysql, "CREATE TABLE t (id int, v int)", "CREATE TABLE other (id int)");
        execute(postgres, "CREATE TABLE t (id int)");
        assertThat(compare(mysql, postgres))
                .flatExtracting(Comparison::differences)
                .containsExactly("there is no table other at the target", "the target's table has no column v");
    }

    @Test
    void comparesBytesAndTypesWithinAFamily() throws SQLException {
        execute(
                postgres,
                "CREATE TABLE t (id int PRIMARY KEY, n numeric)",
                "INSERT INTO t VALUES (1, 1.50)",
                "CREATE TABLE other (id bigint PRIMARY KEY, n numeric)",
                "INSERT INTO other VALUES (1, 1.5)");
        Side side = Side.postgres(postgres);
        Comparison comparison = Comparison.of(side, new TableName("", "t"), side, new TableName("", "other"));
        assertThat(comparison.differences())
                .containsExactly("row 0 of the source, first column '1': n: source '1.50', target '1.5'");
        assertThat(comparison.definitions()).containsExactly("id: source integer not null, target bigint not null");
    }

    private static List<Comparison> compare(Connection mysql, Connection postgres) throws SQLException {
        return Comparison.ofAll(Side.mySql(mysql), Side.postgres(postgres));
    }

    private static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }
}
