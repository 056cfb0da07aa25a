package io.dbstream.writer.apply.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.dbstream.schema.Column;
import io.dbstream.schema.DataType;
import io.dbstream.schema.DataType.Int;
import io.dbstream.stream.DatabaseType;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MySqlTypesTest {
    static final ServerFacts MYSQL = new ServerFacts(
            false,
            80033,
            Set.of(
                    "utf8mb4_bin",
                    "utf8mb4_0900_bin",
                    "utf8mb4_0900_ai_ci",
                    "utf8mb4_0900_as_cs",
                    "utf8mb4_sv_0900_ai_ci",
                    "utf8mb4_general_ci",
                    "utf8mb3_bin",
                    "utf8mb3_general_ci",
                    "latin1_bin",
                    "latin1_swedish_ci",
                    "gb18030_bin"));
    static final ServerFacts MARIADB = new ServerFacts(
            true,
            110405,
            Set.of(
                    "utf8mb4_bin",
                    "utf8mb4_nopad_bin",
                    "utf8mb4_general_ci",
                    "utf8mb4_uca1400_ai_ci",
                    "utf8mb4_uca1400_nopad_ai_ci",
                    "utf8mb4_uca1400_swedish_nopad_ai_ci",
                    "utf8mb4_uca1400_nopad_as_cs",
                    "utf8mb3_bin",
                    "latin1_bin",
                    "latin1_nopad_bin",
                    "latin1_swedish_ci"));

    /** A type of PostgreSQL, and what MySQL and MariaDB make of it. */
    static Stream<Arguments> ofPostgres() {
        String text = " character set utf8mb4 collate utf8mb4_0900_bin";
        return Stream.of(
                arguments(new DataType.Bool(), "tinyint(1)"),
                arguments(new Int(16, false), "smallint"),
                arguments(new Int(64, false), "bigint"),
                arguments(new DataType.Decimal(65, 30, false), "decimal(65,30)"),
                arguments(new DataType.Decimal(2, 4, false), "decimal(4,4)"),
                arguments(new DataType.Decimal(66, 0, false), "longtext" + text),
                arguments(new DataType.Decimal(40, 31, false), "longtext" + text),
                arguments(new DataType.Numeric(), "decimal(65,30)"),
                arguments(new DataType.FloatingPoint(32), "float"),
                arguments(new DataType.Char(255), "char(255)" + text),
                arguments(new DataType.Char(256), "longtext" + text),
                arguments(new DataType.Varchar(16383), "varchar(16383)" + text),
                arguments(new DataType.Varchar(16384), "longtext" + text),
                arguments(new DataType.Text(), "longtext" + text),
                arguments(new DataType.Bytes(), "longblob"),
                arguments(new DataType.Bit(64), "bit(64)"),
                arguments(new DataType.Bit(65), "longtext" + text),
                arguments(new DataType.Time(6), "time(6)"),
                arguments(new DataType.DateTime(0), "datetime"),
                arguments(new DataType.Timestamp(3), "datetime(3)"),
                arguments(new DataType.Enumeration(List.of("a")), "varchar(63)" + text),
                arguments(new DataType.Json(), "longtext" + text),
                arguments(new DataType.Uuid(), "char(36)" + text),
                arguments(new DataType.Other(), "longtext" + text));
    }

    @ParameterizedTest
    @MethodSource("ofPostgres")
    void a_type_of_postgresql_becomes_one_that_holds_its_values(DataType type, String created) {
        Column column = new Column("c", type, true, "numeric");
        assertThat(new MySqlTypes(DatabaseType.POSTGRESQL, MYSQL)
                        .created(column)
                        .sql())
                .isEqualTo(created);
    }

    @Test
    void mariadb_has_types_of_its_own() {
        MySqlTypes types = new MySqlTypes(DatabaseType.POSTGRESQL, MARIADB);
        assertThat(types.created(new Column("c", new DataType.Json(), true)).sql())
                .isEqualTo("json");
        assertThat(types.created(new Column("c", new DataType.Uuid(), true)).sql())
                .isEqualTo("uuid");
    }

    /** A type as a source of the same family says it, and what MySQL and MariaDB make of it. */
    static Stream<Arguments> ofTheSameFamily() {
        String exact = " character set utf8mb4 collate utf8mb4_0900_bin";
        String exactInMariaDb = " character set utf8mb4 collate utf8mb4_nopad_bin";
        return Stream.of(
                arguments(new Int(32, true), "int(10) unsigned", "int unsigned", "int unsigned"),
                arguments(
                        new Int(32, true),
                        "int(10) unsigned zerofill",
                        "int(10) unsigned zerofill",
                        "int(10) unsigned zerofill"),
                arguments(new Int(8, false), "tinyint(1)", "tinyint(1)", "tinyint(1)"),
                arguments(new DataType.Decimal(65, 38, false), "decimal(65,38)", "longtext" + exact, "decimal(65,38)"),
                arguments(
                        new DataType.FloatingPoint(32),
                        "float(7,3) unsigned",
                        "float(7,3) unsigned",
                        "float(7,3) unsigned"),
                arguments(new DataType.Year(), "year(4)", "year", "year"),
                arguments(new DataType.Timestamp(6), "timestamp(6)", "timestamp(6)", "timestamp(6)"),
                arguments(
                        new DataType.Varchar(20),
                        "varchar(20) character set latin1 collate latin1_swedish_ci",
                        "varchar(20) character set latin1 collate latin1_swedish_ci",
                        "varchar(20) character set latin1 collate latin1_swedish_ci"),
                arguments(
                        new DataType.Varchar(20),
                        "varchar(20) character set utf8 collate utf8_bin",
                        "varchar(20) character set utf8mb3 collate utf8mb3_bin",
                        "varchar(20) character set utf8mb3 collate utf8mb3_bin"),
                arguments(
                        new DataType.Text(),
                        "text character set utf8mb4 collate utf8mb4_0900_ai_ci",
                        "text character set utf8mb4 collate utf8mb4_0900_ai_ci",
                        "text character set utf8mb4 collate utf8mb4_uca1400_nopad_ai_ci"),
                arguments(
                        new DataType.Text(),
                        "text character set utf8mb4 collate utf8mb4_uca1400_as_cs",
                        "text character set utf8mb4 collate utf8mb4_0900_as_cs",
                        "text character set utf8mb4 collate utf8mb4_uca1400_nopad_as_cs"),
                arguments(
                        new DataType.Text(),
                        "text character set latin1 collate latin1_nopad_bin",
                        "text character set latin1 collate latin1_bin",
                        "text character set latin1 collate latin1_nopad_bin"),
                arguments(
                        new DataType.Text(),
                        "text character set gb18030 collate gb18030_bin",
                        "text character set gb18030 collate gb18030_bin",
                        "text" + exactInMariaDb),
                arguments(
                        new DataType.Varchar(10),
                        "varchar(10) /*M!100301 COMPRESSED*/ character set latin1 collate latin1_bin",
                        "varchar(10) character set latin1 collate latin1_bin",
                        "varchar(10) character set latin1 collate latin1_bin"),
                arguments(
                        new DataType.Enumeration(List.of("it's", "a,b", "\\")),
                        "enum('it''s','a,b','\\\\') character set latin1 collate latin1_bin",
                        "enum('it''s','a,b','\\\\') character set latin1 collate latin1_bin",
                        "enum('it''s','a,b','\\\\') character set latin1 collate latin1_bin"),
                arguments(new DataType.Json(), "json", "json", "json"),
                arguments(new DataType.Uuid(), "uuid", "char(36)" + exact, "uuid"),
                arguments(new DataType.Other(), "inet4", "varchar(15)" + exact, "inet4"),
                arguments(new DataType.Other(), "inet6", "varchar(45)" + exact, "inet6"),
                arguments(new DataType.Geometry(), "geomcollection", "geometrycollection", "geometrycollection"),
                arguments(new DataType.Geometry(), "point srid 4326", "point", "point"),
                arguments(new DataType.Text(), "", "longtext" + exact, "longtext" + exactInMariaDb),
                arguments(new DataType.Bytes(), "a_type_of_tomorrow(3)", "longblob", "longblob"));
    }

    @ParameterizedTest
    @MethodSource("ofTheSameFamily")
    void a_type_of_the_same_family_stays_as_far_as_the_server_has_it(
            DataType type, String declared, String inMySql, String inMariaDb) {
        Column column = new Column("c", type, true, declared);
        assertThat(new MySqlTypes(DatabaseType.MYSQL, MYSQL).created(column).sql())
                .isEqualTo(inMySql);
        assertThat(new MySqlTypes(DatabaseType.MYSQL, MARIADB).created(column).sql())
                .isEqualTo(inMariaDb);
    }

    @Test
    void labels_are_read_as_the_catalog_writes_them() {
        MySqlType type = TypeText.read("set('a','it''s','back\\\\slash','new\\nline','')  character set latin1");
        assertThat(type.labels()).containsExactly("a", "it's", "back\\slash", "new\nline", "");
        assertThat(type.characterSet()).isEqualTo("latin1");
        assertThat(TypeText.read("geometry /*!80003 SRID 4326 */").srid()).isEqualTo(4326);
    }
}
