package io.dbstream.reader.capture.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.sandbox.MySqlServer.Flavor;
import io.dbstream.stream.Operation;
import io.dbstream.stream.TableFilter;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Foreign keys whose cascades the log does not show stop a stream, unless the user says that the target does the same. */
class CascadesIT {
    private static final Map<String, String> AT_TARGET = Map.of("cascades", "target");

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void aCascadeIsNamedWithBothWaysOut(Flavor flavor) {
        SourceDatabase database = withCascade(flavor);

        assertRefused(() -> check(database, Map.of()))
                .hasMessageContaining("the foreign key of_customer of " + database.name()
                        + ".orders changes rows ON DELETE CASCADE, which the source does not log (set"
                        + " source.settings.cascades to target if the target's tables have the same foreign keys and so"
                        + " do the same, or drop the rule)");
        assertThatCode(() -> check(database, AT_TARGET)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void theTargetCannotCascadeFromATableThatTheFilterLeavesOut(Flavor flavor) {
        SourceDatabase database = withCascade(flavor);
        TableFilter orders = new TableFilter("orders", EnumSet.allOf(Operation.class));
        TableFilter customers = new TableFilter("customers", EnumSet.of(Operation.INSERT));

        assertRefused(() -> check(database, AT_TARGET, orders))
                .hasMessageContaining("the filter leaves out what happens to " + database.name() + ".customers");
        assertRefused(() -> check(database, AT_TARGET, orders, customers)).hasMessageContaining("leaves out");
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void aCascadeThatChangesNothingSelectedIsNoTrouble(Flavor flavor) {
        SourceDatabase database = withCascade(flavor);
        TableFilter customers = new TableFilter("customers", EnumSet.allOf(Operation.class));
        TableFilter newOrders = new TableFilter("orders", EnumSet.of(Operation.INSERT, Operation.UPDATE));

        assertThatCode(() -> check(database, Map.of(), customers)).doesNotThrowAnyException();
        assertThatCode(() -> check(database, Map.of(), customers, newOrders)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void aReaderWithTheFewestRightsFindsItToo(Flavor flavor) {
        SourceDatabase database = withCascade(flavor);
        String user = "reader_" + database.name();
        database.server()
                .execute(
                        "",
                        "CREATE USER " + user + "@'%' IDENTIFIED BY 'secret'",
                        "GRANT REPLICATION SLAVE, " + (flavor == Flavor.MYSQL ? "REPLICATION CLIENT" : "BINLOG MONITOR")
                                + " ON *.* TO " + user + "@'%'",
                        "GRANT SELECT ON " + database.name() + ".orders TO " + user + "@'%'");

        TableFilter orders = new TableFilter("orders", EnumSet.allOf(Operation.class));
        try (MySqlCapture capture = database.capture(user, "secret", Map.of(), Map.of(), orders)) {
            assertRefused(capture::preflight).hasMessageContaining("of_customer");
        }
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void aCascadeMadeWhileReadingStopsTheStream(Flavor flavor) {
        SourceDatabase database = SourceDatabase.shared(flavor);
        database.run("CREATE TABLE customers (id INT PRIMARY KEY)", "CREATE TABLE orders (id INT, customer INT)");
        String start = database.end();
        database.run(
                "INSERT INTO customers VALUES (1)",
                "ALTER TABLE orders ADD CONSTRAINT late FOREIGN KEY (customer) references customers (id) ON UPDATE"
                        + " CASCADE");
        database.mark();

        assertRefused(() -> database.recordFrom(start))
                .hasMessageContaining("the foreign key late of " + database.name() + ".orders changes rows ON UPDATE")
                .hasMessageContaining("source.settings.cascades");
        try (MySqlCapture capture =
                database.capture(database.server().user(), database.server().password(), AT_TARGET, Map.of())) {
            assertThat(Recording.of(capture, start).inserted("customers", 0)).isEqualTo(List.of(1L));
        }
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void aTableWithACascadeThatTakesASelectedNameStopsTheStream(Flavor flavor) {
        SourceDatabase database = SourceDatabase.shared(flavor);
        database.run("CREATE TABLE customers (id INT PRIMARY KEY)", "CREATE TABLE orders (id INT, customer INT)");
        String start = database.end();
        database.run(
                "CREATE TABLE draft (id INT, customer INT,"
                        + " FOREIGN KEY (customer) REFERENCES customers (id) ON DELETE SET NULL)",
                "RENAME TABLE orders TO old, draft TO orders");
        database.mark();
        TableFilter orders = new TableFilter("orders", EnumSet.allOf(Operation.class));

        assertRefused(() -> database.recordFrom(start, orders)).hasMessageContaining("ON DELETE SET NULL");
    }

    @Test
    void theSettingKnowsOneWord() {
        SourceDatabase database = SourceDatabase.shared(Flavor.MARIADB);

        assertThatThrownBy(() -> check(database, Map.of("cascades", "yes")))
                .isInstanceOfSatisfying(
                        StreamException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONFIGURATION))
                .hasMessageContaining("source.settings.cascades is target");
    }

    private static SourceDatabase withCascade(Flavor flavor) {
        SourceDatabase database = SourceDatabase.shared(flavor);
        database.run(
                "CREATE TABLE customers (id INT PRIMARY KEY)",
                "CREATE TABLE orders (id INT, customer INT, CONSTRAINT of_customer FOREIGN KEY (customer) REFERENCES"
                        + " customers (id) ON DELETE CASCADE)",
                "CREATE TABLE visits (id INT, customer INT, FOREIGN KEY (customer) REFERENCES customers (id))");
        return database;
    }

    private static void check(SourceDatabase database, Map<String, String> settings, TableFilter... tables) {
        try (MySqlCapture capture =
                database.capture(database.server().user(), database.server().password(), settings, Map.of(), tables)) {
            capture.preflight();
        }
    }

    private static AbstractThrowableAssert<?, ?> assertRefused(Runnable work) {
        return assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(
                        StreamException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.PREREQUISITE));
    }
}
