package io.dbstream.writer.apply.mysql;

import static io.dbstream.writer.apply.Failures.kind;
import static io.dbstream.writer.apply.Tables.insert;
import static io.dbstream.writer.apply.Tables.keyed;
import static io.dbstream.writer.apply.Tables.keyless;
import static io.dbstream.writer.apply.Tables.number;
import static io.dbstream.writer.apply.Tables.row;
import static io.dbstream.writer.apply.Tables.text;
import static io.dbstream.writer.apply.Tables.update;
import static io.dbstream.writer.apply.mysql.TargetDatabase.checkpoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.dbstream.change.ChangeEvent;
import io.dbstream.error.ErrorKind;
import io.dbstream.sandbox.MySqlServer.Flavor;
import io.dbstream.schema.Column;
import io.dbstream.schema.DataType;
import io.dbstream.schema.TableId;
import io.dbstream.schema.TableSchema;
import io.dbstream.stream.DatabaseType;
import io.dbstream.writer.apply.Target;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the target refuses, and what is said about it: where, why and what to do, but never which value. */
@ParameterizedClass
@EnumSource
class RefusalsIT {
    private static final String SECRET = "s3cret";

    private final TargetDatabase database;
    private final TableSchema items = keyed("items", text("name"), number("price"));

    RefusalsIT(Flavor flavor) {
        this.database = new TargetDatabase(flavor);
    }

    @Test
    void a_unique_key_that_does_not_hold_is_named() {
        database.execute("CREATE TABLE items (id bigint PRIMARY KEY, name varchar(20), price int,"
                + " UNIQUE KEY one_name (name))");
        assertThat(refusal(ErrorKind.REJECTED, insert(items, 1L, SECRET, 1L), insert(items, 2L, SECRET, 1L)))
                .contains(database.name() + ".items")
                .contains("one_name")
                .contains("1062");
    }

    @Test
    void a_foreign_key_that_does_not_hold_is_named() {
        database.execute(
                "CREATE TABLE names (name varchar(20) PRIMARY KEY)",
                "CREATE TABLE items (id bigint PRIMARY KEY, name varchar(20), price int,"
                        + " CONSTRAINT known_name FOREIGN KEY (name) REFERENCES names (name))");
        assertThat(refusal(ErrorKind.REJECTED, insert(items, 1L, SECRET, 1L)))
                .contains(database.name() + ".items")
                .contains("known_name");
    }

    @Test
    void a_check_that_does_not_hold_is_named() {
        database.execute("CREATE TABLE items (id bigint PRIMARY KEY, name varchar(20), price int,"
                + " CONSTRAINT cheap CHECK (price < 5))");
        assertThat(refusal(
                        ErrorKind.REJECTED,
                        insert(items, 1L, SECRET, 1L),
                        update(items, row(1L, SECRET, 1L), row(1L, SECRET, 7L))))
                .contains("cheap");
    }

    @Test
    void a_column_that_may_not_be_null_is_named() {
        database.execute("CREATE TABLE items (id bigint PRIMARY KEY, name text, price int NOT NULL)");
        assertThat(refusal(ErrorKind.REJECTED, insert(items, 1L, SECRET, null))).contains("\"price\"");
    }

    @Test
    void a_column_without_a_default_that_the_source_lacks_is_named() {
        database.execute("CREATE TABLE items (id bigint PRIMARY KEY, name text, price int, more int NOT NULL)");
        assertThat(refusal(ErrorKind.REJECTED, insert(items, 1L, SECRET, null))).contains("\"more\"");
    }

    @Test
    void a_number_out_of_the_columns_range_is_refused_in_bulk_and_alone() {
        database.execute("CREATE TABLE items (id bigint PRIMARY KEY, name text, price smallint)");
        List<ChangeEvent> changes = new ArrayList<>();
        for (long id = 0; id < 500; id++) {
            changes.add(insert(items, id, SECRET, id == 50 ? 700_700L : id));
        }
        assertThat(refusal(ErrorKind.UNREPRESENTABLE, changes.toArray(new ChangeEvent[0])))
                .contains("\"price\"")
                .doesNotContain("700700");
        assertThat(refusal(ErrorKind.UNREPRESENTABLE, insert(items, 1L, SECRET, 700_700L)))
                .contains("\"price\"")
                .doesNotContain("700700");
    }

    @Test
    void a_text_that_is_too_long_for_its_column_or_not_of_its_character_set_is_refused() {
        TableSchema wide = keyed("items", new Column("name", new DataType.Varchar(100), true));
        database.execute("CREATE TABLE items (id bigint PRIMARY KEY, name varchar(5) CHARACTER SET latin1)");
        assertThat(refusal(ErrorKind.UNREPRESENTABLE, insert(wide, 1L, SECRET))).contains("\"name\"");
        assertThat(refusal(ErrorKind.UNREPRESENTABLE, insert(wide, 1L, "for column 'id'")))
                .contains("\"name\"");
        assertThat(refusal(ErrorKind.UNREPRESENTABLE, insert(wide, 1L, "Ж"))).contains("\"name\"");
    }

    @Test
    void rows_of_a_table_without_key_are_refused_like_others() {
        TableSchema log = keyless("log", text("line"));
        database.execute("CREATE TABLE log (line varchar(20), UNIQUE KEY one_line (line))");
        assertThat(refusal(ErrorKind.REJECTED, insert(log, SECRET), insert(log, SECRET)))
                .contains("one_line");
        ChangeEvent[] many = new ChangeEvent[500];
        for (int i = 0; i < many.length; i++) {
            many[i] = insert(log, SECRET + i / 2);
        }
        assertThat(refusal(ErrorKind.REJECTED, many)).contains("one_line");
    }

    @Test
    void a_view_is_refused() {
        database.execute("CREATE VIEW items AS SELECT 1 AS id, '' AS name, 1 AS price");
        assertThat(refusal(ErrorKind.CONFIGURATION, insert(items, 1L, SECRET, 1L)))
                .contains("items");
    }

    @Test
    void a_table_of_an_engine_without_transactions_is_refused() {
        database.execute("CREATE TABLE items (id bigint PRIMARY KEY, name text, price int) ENGINE = MyISAM");
        assertThat(refusal(ErrorKind.PREREQUISITE, insert(items, 1L, SECRET, 1L)))
                .contains("ALTER TABLE `" + database.name() + "`.`items` ENGINE = InnoDB");
    }

    @Test
    void a_table_with_triggers_is_refused_unless_they_shall_fire() {
        database.execute(
                "CREATE TABLE items (id bigint PRIMARY KEY, name text, price int)",
                "CREATE TRIGGER doubles BEFORE INSERT ON items FOR EACH ROW SET NEW.price = NEW.price * 2");
        assertThat(refusal(ErrorKind.PREREQUISITE, insert(items, 1L, SECRET, 1L)))
                .contains("DROP TRIGGER `" + database.name() + "`.`doubles`")
                .contains("target.settings.triggers");
        try (Target target = database.target(database.address(), DatabaseType.MYSQL, Map.of("triggers", "fire"))) {
            target.open();
            target.apply(List.of(insert(items, 1L, "one", 1L)));
            target.commit(checkpoint(1));
        }
        assertThat(database.rows("SELECT price FROM items")).containsExactly("2");
    }

    @Test
    void settings_that_are_not_known_are_refused() {
        assertThatThrownBy(() -> database.target(database.address(), DatabaseType.MYSQL, Map.of("trigger", "fire")))
                .satisfies(kind(ErrorKind.CONFIGURATION))
                .hasMessageContaining("has no trigger;")
                .hasMessageContaining("triggers");
        assertThatThrownBy(() -> database.target(database.address(), DatabaseType.MYSQL, Map.of("triggers", "no")))
                .satisfies(kind(ErrorKind.CONFIGURATION))
                .hasMessageContaining("refuse or fire");
    }

    @Test
    void two_source_tables_that_would_share_a_target_table_are_refused() {
        TableSchema other = new TableSchema(new TableId(database.name(), "items"), items.columns(), items.key());
        assertThat(refusal(ErrorKind.CONFIGURATION, insert(items, 1L, SECRET, 1L), insert(other, 1L, SECRET, 1L)))
                .contains("shop.items")
                .contains(database.name() + ".items");
    }

    @Test
    void missing_rights_are_named_with_the_statement_that_grants_them() {
        String user = "poor_" + database.name();
        String all = "`" + database.name() + "`.*";
        database.execute(
                "CREATE TABLE items (id bigint PRIMARY KEY, name text, price int)",
                "CREATE USER " + user + " IDENTIFIED BY 'x'",
                "GRANT SELECT ON " + all + " TO " + user);
        try {
            assertThatThrownBy(poor(user)::open)
                    .satisfies(kind(ErrorKind.PREREQUISITE))
                    .hasMessageContaining("GRANT CREATE ON `" + database.name() + "`.* TO '" + user + "'@'%'");
            database.execute("GRANT CREATE ON " + all + " TO " + user);
            assertThatThrownBy(poor(user)::open)
                    .satisfies(kind(ErrorKind.PREREQUISITE))
                    .hasMessageContaining("GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, TRIGGER ON `" + database.name()
                            + "`.* TO '" + user + "'@'%'");
            database.execute("GRANT INSERT, UPDATE, DELETE, TRIGGER ON " + all + " TO " + user);
            try (Target target = poor(user)) {
                target.open();
                target.apply(List.of(insert(items, 1L, SECRET, 1L), new ChangeEvent.Truncate(items)));
                target.apply(List.of(insert(keyed("made", text("name")), 1L, SECRET)));
                target.commit(checkpoint(1));
                TableSchema elsewhere =
                        new TableSchema(new TableId("not_" + database.name(), "items"), items.columns(), items.key());
                assertThatThrownBy(() -> target.apply(List.of(insert(elsewhere, 1L, SECRET, 1L))))
                        .satisfies(kind(ErrorKind.PREREQUISITE))
                        .hasMessageContaining("GRANT CREATE ON `not_" + database.name() + "`.* TO '" + user + "'@'%'");
            }
        } finally {
            database.execute("DROP USER " + user);
        }
    }

    private Target poor(String user) {
        return database.target(database.address(user, "x"), DatabaseType.MYSQL, Map.of());
    }

    private String refusal(ErrorKind kind, ChangeEvent... changes) {
        try (Target target = database.opened()) {
            Throwable thrown = catchThrowable(() -> {
                target.apply(List.of(changes));
                target.commit(checkpoint(1));
            });
            assertThat(thrown).satisfies(kind(kind));
            StringWriter printed = new StringWriter();
            thrown.printStackTrace(new PrintWriter(printed));
            assertThat(printed.toString()).doesNotContain(SECRET);
            return String.valueOf(thrown.getMessage());
        }
    }
}
