package io.dbstream.writer.apply.postgres;

import static io.dbstream.writer.apply.Failures.kind;
import static io.dbstream.writer.apply.Tables.insert;
import static io.dbstream.writer.apply.Tables.keyed;
import static io.dbstream.writer.apply.Tables.text;
import static io.dbstream.writer.apply.postgres.TargetDatabase.checkpoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dbstream.error.ErrorKind;
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

class ConnectingIT {
    private final TargetDatabase database = new TargetDatabase();
    private final TableSchema items = keyed("items", text("name"));

    @Test
    void a_wrong_password_and_an_unknown_database_are_faults_of_the_configuration() {
        ConnectionString right = database.address();
        assertThatThrownBy(database.target(database.address("postgres", "wr0ng"))::open)
                .satisfies(kind(ErrorKind.CONFIGURATION))
                .hasMessageContaining(right.toString())
                .message()
                .doesNotContain("wr0ng");
        ConnectionString unknown = new ConnectionString(
                right.user(), right.password(), right.host(), right.port(), "no_such_database", Map.of());
        assertThatThrownBy(database.target(unknown)::open).satisfies(kind(ErrorKind.CONFIGURATION));
    }

    @Test
    void a_server_that_does_not_answer_is_unavailable() {
        ConnectionString right = database.address();
        ConnectionString nobody =
                new ConnectionString(right.user(), right.password(), right.host(), 1, right.database(), Map.of());
        assertThatThrownBy(database.target(nobody)::open).satisfies(kind(ErrorKind.TARGET_UNAVAILABLE));
    }

    @Test
    void a_host_that_is_not_known_is_called_so() {
        ConnectionString nowhere = new ConnectionString("me", "secret", "nowhere.invalid", 1, "d", Map.of());
        assertThatThrownBy(database.target(nowhere)::open)
                .satisfies(kind(ErrorKind.TARGET_UNAVAILABLE))
                .hasMessageContaining("the host is not known");
    }

    @Test
    void encryption_that_is_demanded_but_not_offered_is_a_fault_of_the_configuration() {
        ConnectionString right = database.address();
        ConnectionString encrypted = new ConnectionString(
                right.user(),
                right.password(),
                right.host(),
                right.port(),
                right.database(),
                Map.of("sslmode", "require"));
        assertThatThrownBy(database.target(encrypted)::open).satisfies(kind(ErrorKind.CONFIGURATION));
    }

    @Test
    void parameters_of_the_connection_reach_the_server() {
        database.execute("CREATE SCHEMA elsewhere");
        ConnectionString right = database.address();
        ConnectionString address = new ConnectionString(
                right.user(),
                right.password(),
                right.host(),
                right.port(),
                right.database(),
                Map.of("search_path", "elsewhere, public", "application_name", "mine", "sslmode", "disable"));
        try (Target target = database.target(address)) {
            target.open();
            assertThat(database.rows("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'mine'"))
                    .containsExactly("1");
            target.apply(List.of(insert(items, 1L, "one")));
            target.commit(checkpoint(1));
        }
        assertThat(database.rows("SELECT name FROM elsewhere.items")).containsExactly("one");
        assertThat(database.rows("SELECT stream_id FROM elsewhere.dbstream_checkpoint"))
                .containsExactly(TargetDatabase.STREAM);
    }

    @Test
    void a_lost_connection_is_worth_another_try() {
        try (Target target = database.opened()) {
            target.apply(List.of(insert(items, 1L, "one")));
            database.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'dbstream-"
                            + TargetDatabase.STREAM + "'");
            assertThatThrownBy(() -> target.commit(checkpoint(1))).satisfies(kind(ErrorKind.TARGET_UNAVAILABLE));
        }
        try (Target target = database.target()) {
            assertThat(target.open()).isEmpty();
        }
    }

    @Test
    void closing_ends_the_wait_for_a_locked_table_here_and_at_the_server() throws Exception {
        Target target = database.opened();
        try (Connection other = database.connect();
                Statement statement = other.createStatement();
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            target.apply(List.of(insert(items, 1L, "one")));
            target.commit(checkpoint(1));
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE items");
            Future<?> applying = thread.submit(() -> target.apply(List.of(insert(items, 2L, "two"))));
            await().until(() -> waiting().equals(List.of("1")));

            target.close();

            await().atMost(Duration.ofSeconds(5)).until(applying::isDone);
            assertThatThrownBy(applying::get).cause().satisfies(kind(ErrorKind.TARGET_UNAVAILABLE));
            await().until(() -> waiting().equals(List.of("0")));
        }
    }

    private List<String> waiting() {
        return database.rows(
                "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND application_name = 'dbstream-"
                        + TargetDatabase.STREAM + "'");
    }

    @Test
    void streams_that_make_the_same_tables_at_the_same_time_do_not_disturb_each_other() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            List<Future<?>> done = new ArrayList<>();
            for (int stream = 0; stream < 6; stream++) {
                long number = stream;
                done.add(threads.submit(() -> {
                    try (Target target = PostgresTarget.of(
                            database.address(),
                            Map.of(),
                            "stream-" + number,
                            DatabaseType.MYSQL,
                            new TableMapping(Tables.NAMESPACE))) {
                        target.open();
                        for (long round = 0; round < 10; round++) {
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
        assertThat(database.rows("SELECT count(*) FROM shared_9")).containsExactly("6");
        assertThat(database.rows("SELECT count(*), min(sequence) FROM dbstream_checkpoint"))
                .containsExactly("6|10");
    }
}
