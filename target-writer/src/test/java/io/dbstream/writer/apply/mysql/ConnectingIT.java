package io.dbstream.writer.apply.mysql;

import static io.dbstream.writer.apply.Failures.kind;
import static io.dbstream.writer.apply.Tables.insert;
import static io.dbstream.writer.apply.Tables.keyed;
import static io.dbstream.writer.apply.Tables.text;
import static io.dbstream.writer.apply.mysql.TargetDatabase.checkpoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dbstream.error.ErrorKind;
import io.dbstream.sandbox.MySqlServer.Flavor;
import io.dbstream.schema.TableSchema;
import io.dbstream.stream.ConnectionString;
import io.dbstream.stream.DatabaseType;
import io.dbstream.writer.apply.TableMapping;
import io.dbstream.writer.apply.Tables;
import io.dbstream.writer.apply.Target;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class ConnectingIT {
    private final TargetDatabase database;
    private final TableSchema items = keyed("items", text("name"));

    ConnectingIT(Flavor flavor) {
        this.database = new TargetDatabase(flavor);
    }

    @Test
    void a_wrong_password_and_an_unknown_database_are_faults_of_the_configuration() {
        ConnectionString right = database.address();
        assertThatThrownBy(target(database.address(right.user(), "wr0ng"))::open)
                .satisfies(kind(ErrorKind.CONFIGURATION))
                .hasMessageContaining(right.toString())
                .message()
                .doesNotContain("wr0ng");
        assertThatThrownBy(target(in(right, "no_such_database"))::open).satisfies(kind(ErrorKind.CONFIGURATION));
        assertThatThrownBy(() -> target(in(right, "")))
                .satisfies(kind(ErrorKind.CONFIGURATION))
                .hasMessageContaining("names no database");
    }

    @Test
    void a_server_that_does_not_answer_is_unavailable() {
        ConnectionString right = database.address();
        ConnectionString nobody =
                new ConnectionString(right.user(), right.password(), right.host(), 1, right.database(), Map.of());
        assertThatThrownBy(target(nobody)::open).satisfies(kind(ErrorKind.TARGET_UNAVAILABLE));
    }

    @Test
    void a_lost_connection_is_worth_another_try() {
        try (Target target = database.opened()) {
            target.apply(List.of(insert(items, 1L, "one")));
            database.rows("SELECT id FROM information_schema.processlist WHERE db = '" + database.name()
                            + "' AND id <> CONNECTION_ID()")
                    .forEach(id -> database.execute("KILL " + id));
            assertThatThrownBy(() -> target.commit(checkpoint(1))).satisfies(kind(ErrorKind.TARGET_UNAVAILABLE));
        }
        try (Target target = database.target()) {
            assertThat(target.open()).isEmpty();
            target.apply(List.of(insert(items, 1L, "one")));
            target.commit(checkpoint(1));
        }
        assertThat(database.rows("SELECT * FROM items")).containsExactly("1|one");
    }

    @Test
    void closing_ends_the_wait_for_a_locked_row_here_and_at_the_server() throws Exception {
        Target target = database.opened();
        try (Connection other = database.connect();
                Statement statement = other.createStatement();
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            target.apply(List.of(insert(items, 1L, "one")));
            target.commit(checkpoint(1));
            other.setAutoCommit(false);
            statement.execute("UPDATE items SET name = 'mine'");
            Future<?> applying = thread.submit(() -> target.apply(List.of(insert(items, 1L, "two"))));
            await().until(() -> !waiting().isEmpty());

            target.close();

            await().atMost(Duration.ofSeconds(5)).until(applying::isDone);
            assertThatThrownBy(applying::get).cause().satisfies(kind(ErrorKind.TARGET_UNAVAILABLE));
            await().until(() -> waiting().isEmpty());
        }
    }

    private List<String> waiting() {
        return database.rows("SELECT id FROM information_schema.processlist WHERE db = '" + database.name()
                + "' AND info LIKE 'INSERT INTO%'");
    }

    @Test
    void streams_that_make_the_same_tables_at_the_same_time_do_not_disturb_each_other() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> done = new ArrayList<>();
            for (int stream = 0; stream < 4; stream++) {
                long number = stream;
                done.add(threads.submit(() -> {
                    try (Target target = MySqlTarget.of(
                            database.address(),
                            Map.of(),
                            "stream-" + number,
                            DatabaseType.MYSQL,
                            new TableMapping(Tables.NAMESPACE))) {
                        target.open();
                        for (long round = 0; round < 5; round++) {
                            TableSchema table = keyed("shared_" + round, text("name"));
                            target.apply(List.of(insert(table, number, "n")));
                            target.commit(checkpoint(round + 1));
                        }
                    }
                }));
            }
            for (Future<?> one : done) {
                one.get();
            }
        }
        assertThat(database.rows("SELECT count(*) FROM shared_4")).containsExactly("4");
        assertThat(database.rows("SELECT count(*), min(sequence) FROM dbstream_checkpoint"))
                .containsExactly("4|5");
    }

    private Target target(ConnectionString address) {
        return database.target(address, DatabaseType.MYSQL, Map.of());
    }

    private static ConnectionString in(ConnectionString address, String other) {
        return new ConnectionString(
                address.user(), address.password(), address.host(), address.port(), other, Map.of());
    }
}
