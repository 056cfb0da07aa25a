package io.dbstream.stream;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbstream.error.StreamException;
import io.dbstream.stream.StreamConfig.Limits;
import io.dbstream.stream.StreamConfig.Source;
import io.dbstream.stream.StreamConfig.Target;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DestinationsTest {
    private static final String MYSQL = "u:p@tcp(db1)/shop";
    private static final String POSTGRES = "postgres://u:p@db1/shop";

    @Test
    void tablesThatGoToTablesOfTheirOwnAreFine() {
        assertFine(MYSQL, POSTGRES);
        assertFine(MYSQL, POSTGRES, "orders", "other.orders", "b>sales.orders", "c>other.c");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "orders|old_orders>orders|orders and old_orders would both go to the target's table orders",
                "a>x.y|b>x.y|a and b would both go to the target's table x.y",
                "other.orders|orders>other.orders|other.orders and orders would both go to the target's table other.orders",
                "shop.a|b>a|shop.a and b would both go to the target's table a",
            })
    void twoTablesIntoOneAreRefused(String one, String other, String message) {
        assertRefused(message, MYSQL, POSTGRES, one, other);
    }

    @Test
    void dbstreamsOwnTablesAreNoTargets() {
        assertRefused("in which dbstream keeps its own state", MYSQL, POSTGRES, "a>public.dbstream_checkpoint");
    }

    @Test
    void theServersOwnTablesAreNoTargets() {
        assertRefused("among the tables of the target's server itself", POSTGRES, MYSQL, "sys.settings");
        assertRefused("among the tables of the target's server itself", POSTGRES, MYSQL, "a>MySQL.user");
        assertRefused("among the tables of the target's server itself", MYSQL, POSTGRES, "a>pg_catalog.pg_class");
        assertFine(MYSQL, POSTGRES, "sys.settings");
    }

    @ParameterizedTest
    @CsvSource({
        "u:p@tcp(db1)/shop,u:p@tcp(db1)/shop",
        "u:p@tcp(DB1:3306)/shop,mysql://v:q@db1/shop",
        "u:p@tcp(127.0.0.1)/shop,u:p@tcp(localhost)/shop",
        "u:p@tcp(0.0.0.0)/shop,u:p@tcp([::1])/shop",
        "postgres://u:p@db1/shop,host=db1 user=v dbname=shop",
        "postgres://u:p@db1/shop?search_path=a,postgres://u:p@db1/shop?search_path=a",
    })
    void aStreamThatWritesIntoAllThatItReadsIsRefused(String source, String target) {
        assertRefused("Source and target are the same database", source, target);
        assertRefused("would write into the table", source, target, "orders");
    }

    @ParameterizedTest
    @CsvSource({
        "u:p@tcp(db1)/shop,u:p@tcp(db1:3307)/shop",
        "u:p@tcp(db1)/shop,u:p@tcp(db2)/shop",
        "u:p@tcp(db1)/shop,u:p@tcp(db1)/copy",
        "u:p@tcp(db1:5432)/shop,postgres://u:p@db1/shop",
        "postgres://u:p@db1/shop,postgres://u:p@db1/copy",
        "postgres://u:p@db1/shop?search_path=a,postgres://u:p@db1/shop?search_path=b",
    })
    void anotherServerDatabaseOrSchemaIsFine(String source, String target) {
        assertFine(source, target);
        assertFine(source, target, "orders");
    }

    @Test
    void withinOneDatabaseTablesMayGoToOthersThatAreNotRead() {
        assertFine(MYSQL, MYSQL, "orders>orders_copy");
        assertFine(MYSQL, MYSQL, "orders>copy.orders");
        assertRefused("the table shop.b", MYSQL, MYSQL, "a>b", "b>a");
        assertRefused("the table shop.a", MYSQL, "u:p@tcp(db1)/copy", "a>shop.a");
        assertRefused("the table sales.a", POSTGRES, POSTGRES, "sales.a");
    }

    private static void assertFine(String source, String target, String... tables) {
        assertThatCode(() -> check(source, target, tables)).doesNotThrowAnyException();
    }

    private static void assertRefused(String message, String source, String target, String... tables) {
        assertThatThrownBy(() -> check(source, target, tables))
                .isInstanceOf(StreamException.class)
                .hasMessageContaining(message);
    }

    /** @param tables {@code name} or {@code name>target} */
    private static void check(String source, String target, String... tables) {
        List<TableFilter> filters = Arrays.stream(tables)
                .map(text -> text.split(">", -1))
                .map(parts -> new TableFilter(
                        QualifiedName.parse(parts[0]),
                        Set.of(Operation.INSERT),
                        parts.length == 1 ? null : QualifiedName.parse(parts[1])))
                .toList();
        StreamConfig config = new StreamConfig(
                new Source(type(source), source, Map.of(), filters, false),
                new Target(type(target), target, Map.of()),
                Limits.NONE);
        Destinations.check(
                config, ConnectionStrings.parse(type(source), source), ConnectionStrings.parse(type(target), target));
    }

    private static DatabaseType type(String connection) {
        return connection.startsWith("postgres") || connection.startsWith("host=")
                ? DatabaseType.POSTGRESQL
                : DatabaseType.MYSQL;
    }
}
