package io.dbstream.writer.apply.mysql;

import static io.dbstream.writer.apply.Failures.kind;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbstream.error.ErrorKind;
import io.dbstream.schema.Column;
import io.dbstream.schema.DataType;
import io.dbstream.schema.DataType.Int;
import io.dbstream.schema.TableId;
import io.dbstream.schema.TableSchema;
import io.dbstream.stream.DatabaseType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableCreationTest {
    private static final TableName NAME = new TableName("shop", "or`ders");
    private static final MySqlTypes OF_POSTGRES = new MySqlTypes(DatabaseType.POSTGRESQL, MySqlTypesTest.MYSQL);
    private static final MySqlTypes OF_MYSQL = new MySqlTypes(DatabaseType.MYSQL, MySqlTypesTest.MYSQL);

    @Test
    void a_table_is_made_with_its_names_types_and_key() {
        assertThat(TableCreation.statement(
                        schema(
                                List.of(1, 0),
                                new Column("line no", new Int(16, false), false),
                                new Column("or`der", new Int(64, false), false),
                                new Column("price", new DataType.Decimal(10, 2, false), true)),
                        NAME,
                        OF_POSTGRES))
                .isEqualTo("CREATE TABLE IF NOT EXISTS `shop`.`or``ders` (`line no` smallint NOT NULL,"
                        + " `or``der` bigint NOT NULL, `price` decimal(10,2) NULL, PRIMARY KEY (`or``der`, `line no`))"
                        + " ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin");
    }

    @Test
    void a_key_of_text_is_as_long_as_an_index_can_be() {
        assertThat(statement(List.of(0), text("a", false))).contains("`a` varchar(768)", "PRIMARY KEY (`a`)");
        assertThat(statement(List.of(0), new Column("a", new DataType.Bytes(), false)))
                .contains("`a` varbinary(3072) NOT NULL");
    }

    @Test
    void several_texts_of_a_key_share_the_room_that_others_leave() {
        assertThat(statement(
                        List.of(0, 1, 2, 3),
                        text("a", false),
                        new Column("b", new Int(64, false), false),
                        new Column("c", new DataType.Varchar(50), false),
                        text("d", false)))
                .contains("`a` varchar(358)", "`c` varchar(50)", "`d` varchar(358)");
    }

    @Test
    void a_key_that_may_be_null_becomes_a_unique_key() {
        assertThat(statement(List.of(0), text("a", true))).contains("UNIQUE KEY (`a`)");
    }

    @Test
    void the_longest_texts_leave_a_row_that_would_be_too_long() {
        assertThat(statement(
                        List.of(0),
                        new Column("id", new DataType.Varchar(700), false),
                        new Column("a", new DataType.Varchar(10000), true),
                        new Column("b", new DataType.Varchar(12000), true),
                        new Column("c", new DataType.Varchar(100), true)))
                .contains("`id` varchar(700)", "`a` varchar(10000)", "`b` longtext", "`c` varchar(100)");
    }

    @Test
    void a_key_over_the_beginning_of_a_long_column_stays_one() {
        assertThat(TableCreation.statement(
                        schema(
                                List.of(0, 1),
                                new Column(
                                        "t",
                                        new DataType.Text(),
                                        false,
                                        "text character set latin1 collate latin1_swedish_ci"),
                                new Column("n", new Int(32, false), false, "int")),
                        NAME,
                        OF_MYSQL))
                .contains("`t` text character set latin1 collate latin1_swedish_ci NOT NULL")
                .contains("PRIMARY KEY (`t`(3068), `n`)");
    }

    @Test
    void a_key_whose_collation_the_server_lacks_keeps_all_values_apart() {
        assertThat(TableCreation.statement(
                        schema(
                                List.of(0),
                                new Column(
                                        "k",
                                        new DataType.Varchar(20),
                                        false,
                                        "varchar(20) character set latin1 collate latin1_nopad_bin")),
                        NAME,
                        OF_MYSQL))
                .contains("`k` varchar(20) character set utf8mb4 collate utf8mb4_0900_bin NOT NULL");
    }

    @Test
    void an_instant_does_not_follow_the_clock_and_a_shape_keeps_its_reference_system() {
        assertThat(TableCreation.statement(
                        schema(
                                List.of(),
                                new Column("t", new DataType.Timestamp(0), false, "timestamp"),
                                new Column("g", new DataType.Geometry(), true, "geometry srid 4326")),
                        NAME,
                        OF_MYSQL))
                .contains("`t` timestamp NOT NULL DEFAULT '1970-01-02 00:00:00'", "`g` geometry srid 4326 NULL");
    }

    @Test
    void what_the_servers_cannot_have_is_refused() {
        List<Column> many = new ArrayList<>();
        for (int i = 0; i < 1018; i++) {
            many.add(new Column("c" + i, new Int(32, false), true));
        }
        refuses("at most 1017 columns", many.toArray(new Column[0]));
        refuses("differ in upper and lower case only", text("name", true), text("NAME", true));
        refuses("end with a space", text("name ", true));
        refuses("above U+FFFF", text("😀", true));
        refuses("at most 64 characters", text("x".repeat(65), true));
    }

    private static void refuses(String reason, Column... columns) {
        assertThatThrownBy(() -> statement(List.of(), columns))
                .satisfies(kind(ErrorKind.UNREPRESENTABLE))
                .hasMessageContaining("shop.or`ders")
                .hasMessageContaining(reason);
    }

    private static String statement(List<Integer> key, Column... columns) {
        return TableCreation.statement(schema(key, columns), NAME, OF_POSTGRES);
    }

    private static TableSchema schema(List<Integer> key, Column... columns) {
        return new TableSchema(new TableId("public", "or`ders"), List.of(columns), key);
    }

    private static Column text(String name, boolean nullable) {
        return new Column(name, new DataType.Text(), nullable);
    }
}
