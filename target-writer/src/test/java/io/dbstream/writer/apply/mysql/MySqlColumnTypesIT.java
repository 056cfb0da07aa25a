package io.dbstream.writer.apply.mysql;

import static io.dbstream.writer.apply.Failures.kind;
import static io.dbstream.writer.apply.Tables.column;
import static io.dbstream.writer.apply.Tables.delete;
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

import io.dbstream.change.ChangeEvent;
import io.dbstream.change.Row;
import io.dbstream.error.ErrorKind;
import io.dbstream.sandbox.MySqlServer.Flavor;
import io.dbstream.sandbox.SharedServers;
import io.dbstream.schema.Column;
import io.dbstream.schema.DataType;
import io.dbstream.schema.DataType.Int;
import io.dbstream.schema.TableId;
import io.dbstream.schema.TableSchema;
import io.dbstream.stream.DatabaseType;
import io.dbstream.writer.apply.Tables;
import io.dbstream.writer.apply.Target;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Values of every type arrive as they were, whichever statement takes them. */
class MySqlColumnTypesIT {
    private static final String POINT = "0101000020e6100000000000000000f03f0000000000000040";

    /**
     * A value, and what the server says of it.
     *
     * @param declared the source's name of its type, empty when the source is a PostgreSQL
     * @param target the type of the target's column when that is there already
     * @param query what to ask the server about the column v
     */
    record Case(
            Flavor flavor, DataType type, String declared, String target, Object value, String query, String printed) {
        DatabaseType source() {
            return declared.isEmpty() ? DatabaseType.POSTGRESQL : DatabaseType.MYSQL;
        }

        @Override
        public String toString() {
            return flavor + " " + type + " " + declared + " " + target + " " + printed;
        }
    }

    /** MySQL takes bulk loads only when it is told to; MariaDB does so by itself. */
    @BeforeAll
    static void allowLoads() {
        SharedServers.mysql().execute("", "SET GLOBAL local_infile = ON");
    }

    /** One database for all cases of a server, since there are hundreds of them. */
    private static final Map<Flavor, TargetDatabase> DATABASES = new EnumMap<>(Flavor.class);

    private static TargetDatabase emptied(Flavor flavor) {
        TargetDatabase database = DATABASES.computeIfAbsent(flavor, TargetDatabase::new);
        database.execute("DROP TABLE IF EXISTS keyed, keyless");
        return database;
    }

    /** A source of the same family: the type as it says it, a value, and what the server prints of it. */
    static Stream<Case> ofTheSameFamily() {
        String latin1 = " character set latin1 collate latin1_swedish_ci";
        return both(
                same(new Int(8, true), "tinyint(3) unsigned", 255L, "v", "255"),
                same(new Int(24, false), "mediumint(9)", -8388608L, "v", "-8388608"),
                same(new Int(32, true), "int(10) unsigned zerofill", 7L, "v", "0000000007"),
                same(new Int(64, false), "bigint(20)", Long.MIN_VALUE, "v", "-9223372036854775808"),
                same(new Int(64, true), "bigint(20) unsigned", "18446744073709551615", "v", "18446744073709551615"),
                same(
                        new DataType.Decimal(65, 30, false),
                        "decimal(65,30)",
                        "-12345678901234567890123456789012345.123456789012345678901234567891",
                        "v",
                        "-12345678901234567890123456789012345.123456789012345678901234567891"),
                same(new DataType.FloatingPoint(32), "float", (double) 1.1f, "v + 0e0", "1.100000023841858"),
                same(
                        new DataType.FloatingPoint(32),
                        "float",
                        (double) Float.MIN_VALUE,
                        "v + 0e0",
                        "1.401298464324817e-45"),
                same(
                        new DataType.FloatingPoint(32),
                        "float",
                        (double) -Float.MAX_VALUE,
                        "v + 0e0",
                        "-3.4028234663852886e38"),
                same(new DataType.FloatingPoint(32), "float(7,3)", (double) 1.235f, "v", "1.235"),
                same(new DataType.FloatingPoint(64), "double", -0.0, "v", "-0"),
                same(new DataType.FloatingPoint(64), "double", 0.1 + 0.2, "v", "0.30000000000000004"),
                same(new DataType.FloatingPoint(64), "double", Double.MAX_VALUE, "v", "1.7976931348623157e308"),
                same(new DataType.FloatingPoint(64), "double", Double.MIN_VALUE, "v", "5e-324"),
                same(new DataType.FloatingPoint(64), "double", 2.2250738585072014E-308, "v", "2.2250738585072014e-308"),
                same(new DataType.Bit(1), "bit(1)", "1", "BIN(v)", "1"),
                same(new DataType.Bit(10), "bit(10)", "0100000101", "BIN(v)", "100000101"),
                same(new DataType.Bit(64), "bit(64)", "1".repeat(64), "BIN(v)", "1".repeat(64)),
                same(new DataType.Char(5), "char(5)" + latin1, "é€", "HEX(v)", "E980"),
                same(new DataType.Varchar(5), "varchar(5)" + latin1, "ab  ", "CONCAT('[', v, ']')", "[ab  ]"),
                same(
                        new DataType.Varchar(5),
                        "varchar(5) character set sjis collate sjis_japanese_ci",
                        "表日",
                        "HEX(v)",
                        "955C93FA"),
                same(
                        new DataType.Varchar(5),
                        "varchar(5) character set gbk collate gbk_chinese_ci",
                        "汉字",
                        "HEX(v)",
                        "BABAD7D6"),
                same(
                        new DataType.Text(),
                        "text character set utf16 collate utf16_general_ci",
                        "😀",
                        "HEX(v)",
                        "D83DDE00"),
                same(
                        new DataType.Text(),
                        "mediumtext character set utf8mb4 collate utf8mb4_general_ci",
                        "a\0b\\c\td\ne\rf'g\"h\u001a😀 ",
                        "HEX(v)",
                        "6100625C63096" + "40A650D6627672268" + "1AF09F988020"),
                same(new DataType.Binary(4), "binary(4)", bytes("00ff5c00"), "HEX(v)", "00FF5C00"),
                same(new DataType.Bytes(), "varbinary(300)", bytes(""), "HEX(v)", ""),
                same(new DataType.Bytes(), "longblob", bytes("0a0d090027e6965cf00d"), "HEX(v)", "0A0D090027E6965CF00D"),
                same(new DataType.Date(), "date", "0000-00-00", "v", "0000-00-00"),
                same(new DataType.Date(), "date", "2024-02-31", "CAST(v AS CHAR)", "2024-02-31"),
                same(new DataType.Date(), "date", "2024-00-17", "CAST(v AS CHAR)", "2024-00-17"),
                same(new DataType.Date(), "date", "9999-12-31", "v", "9999-12-31"),
                same(new DataType.Time(6), "time(6)", "-838:59:58.999999", "CAST(v AS CHAR)", "-838:59:58.999999"),
                same(new DataType.Time(0), "time", "838:59:59", "CAST(v AS CHAR)", "838:59:59"),
                same(new DataType.Time(3), "time(3)", "-00:00:00.001", "CAST(v AS CHAR)", "-00:00:00.001"),
                same(
                        new DataType.DateTime(6),
                        "datetime(6)",
                        "1000-01-01 00:00:00.000001",
                        "CAST(v AS CHAR)",
                        "1000-01-01 00:00:00.000001"),
                same(
                        new DataType.DateTime(0),
                        "datetime",
                        "0000-00-00 00:00:00",
                        "CAST(v AS CHAR)",
                        "0000-00-00 00:00:00"),
                same(
                        new DataType.DateTime(3),
                        "datetime(3)",
                        "2024-03-31 02:30:00.120",
                        "CAST(v AS CHAR)",
                        "2024-03-31 02:30:00.120"),
                same(
                        new DataType.Timestamp(6),
                        "timestamp(6)",
                        "2038-01-19 03:14:07.999999+00",
                        "CAST(v AS CHAR)",
                        "2038-01-19 03:14:07.999999"),
                same(
                        new DataType.Timestamp(0),
                        "timestamp",
                        "2024-03-31 01:30:00+00",
                        "UNIX_TIMESTAMP(v)",
                        "1711848600"),
                same(
                        new DataType.Timestamp(0),
                        "timestamp",
                        "0000-00-00 00:00:00",
                        "CAST(v AS CHAR)",
                        "0000-00-00 00:00:00"),
                same(new DataType.Year(), "year(4)", 0L, "CAST(v AS CHAR)", "0000"),
                same(new DataType.Year(), "year(4)", 2155L, "CAST(v AS CHAR)", "2155"),
                same(
                        new DataType.Enumeration(List.of("2", "it's", "a,b", "")),
                        "enum('2','it''s','a,b','')" + latin1,
                        "2",
                        "v + 0",
                        "1"),
                same(
                        new DataType.Enumeration(List.of("2", "it's", "back\\slash", "")),
                        "enum('2','it''s','back\\\\slash','')" + latin1,
                        "back\\slash",
                        "v + 0",
                        "3"),
                same(new DataType.Enumeration(List.of("2", "")), "enum('2','')" + latin1, "", "v + 0", "2"),
                same(
                        new DataType.Enumeration(List.of("a", "größe 😀")),
                        "enum('a','größe 😀') character set utf8mb4 collate utf8mb4_general_ci",
                        "größe 😀",
                        "v",
                        "größe 😀"),
                same(
                        new DataType.LabelSet(List.of("a", "😀", "b")),
                        "set('a','😀','b') character set utf8mb4 collate utf8mb4_general_ci",
                        "😀,b",
                        "v + 0",
                        "6"),
                same(new DataType.Enumeration(List.of("0", "b")), "enum('0','b')" + latin1, "", "v + 0", "0"),
                same(
                        new DataType.LabelSet(List.of("2", "1", "it's")),
                        "set('2','1','it''s')" + latin1,
                        "1",
                        "v + 0",
                        "2"),
                same(new DataType.LabelSet(List.of("a", "b", "c")), "set('a','b','c')" + latin1, "a,c", "v + 0", "5"),
                same(new DataType.LabelSet(List.of("a")), "set('a')" + latin1, "", "v + 0", "0"),
                same(
                        new DataType.Json(),
                        "json",
                        "{\"a\": [1.0, 1e100, 18446744073709551615], \"b\": \"\\\\ \\\"\\u0001 😀\"}",
                        "CAST(v AS CHAR)",
                        "{\"a\": [1.0, 1e100, 18446744073709551615], \"b\": \"\\\\ \\\"\\u0001 😀\"}"),
                same(new DataType.Geometry(), "point srid 4326", bytes(POINT), "ST_SRID(v)", "4326"),
                same(
                        new DataType.Geometry(),
                        "geometry",
                        bytes(POINT),
                        "HEX(v)",
                        "E61000000101000000000000000000F03F0000000000000040"),
                same(
                        new DataType.Uuid(),
                        "uuid",
                        "0188e2a4-7f4b-7c3d-8e21-5b0a4c6d9e10",
                        "v",
                        "0188e2a4-7f4b-7c3d-8e21-5b0a4c6d9e10"),
                same(new DataType.Other(), "inet6", "2001:db8::ff00:42:8329", "v", "2001:db8::ff00:42:8329"),
                same(new DataType.Other(), "inet4", "255.255.255.255", "v", "255.255.255.255"));
    }

    /** A source of another family: a value, and what the server prints of it. */
    static Stream<Case> ofPostgres() {
        return both(
                other(new DataType.Bool(), "", true, "v", "1"),
                other(new Int(64, false), "", Long.MAX_VALUE, "v", "9223372036854775807"),
                other(new DataType.Decimal(10, 3, false), "", "-1.500", "v", "-1.500"),
                other(
                        new DataType.Decimal(100, 50, false),
                        "",
                        "1".repeat(50) + "." + "2".repeat(50),
                        "v",
                        "1".repeat(50) + "." + "2".repeat(50)),
                other(new DataType.Numeric(), "", "1.5" + "0".repeat(40), "v", "1.5" + "0".repeat(29)),
                other(new DataType.FloatingPoint(32), "", (double) 0.1f, "v + 0e0", "0.10000000149011612"),
                other(new DataType.FloatingPoint(64), "", 1e22, "v", "1e22"),
                other(new DataType.Char(5), "", "ab   ", "CONCAT('[', v, ']')", "[ab]"),
                other(new DataType.Varchar(3), "", "a 😀", "v", "a 😀"),
                other(new DataType.Text(), "", " \\ ", "HEX(v)", "205C20"),
                other(new DataType.Bytes(), "", bytes("5c00ff"), "HEX(v)", "5C00FF"),
                other(new DataType.Bit(64), "", "10".repeat(32), "BIN(v)", "10".repeat(32)),
                other(new DataType.Date(), "", "0044-03-15", "v", "0044-03-15"),
                other(new DataType.Time(6), "", "24:00:00", "CAST(v AS CHAR)", "24:00:00.000000"),
                other(
                        new DataType.DateTime(6),
                        "",
                        "9999-12-31 23:59:59.5",
                        "CAST(v AS CHAR)",
                        "9999-12-31 23:59:59.500000"),
                other(
                        new DataType.Timestamp(6),
                        "",
                        "2224-02-29 12:30:00.000001+00",
                        "CAST(v AS CHAR)",
                        "2224-02-29 12:30:00.000001"),
                other(new DataType.Enumeration(List.of("sad", "happy")), "", "happy", "v", "happy"),
                other(
                        new DataType.Json(),
                        "",
                        "{\"b\": 1.50, \"a\": \"\\u0000\"}",
                        "v",
                        "{\"b\": 1.50, \"a\": \"\\u0000\"}"),
                other(
                        new DataType.Uuid(),
                        "",
                        "0188e2a4-7f4b-7c3d-8e21-5b0a4c6d9e10",
                        "v",
                        "0188e2a4-7f4b-7c3d-8e21-5b0a4c6d9e10"),
                other(new DataType.Other(), "", "{\"(1,\\\"x y\\\")\"}", "v", "{\"(1,\\\"x y\\\")\"}"));
    }

    /** A column that is there already, of another type. */
    static Stream<Case> existing() {
        return both(
                other(new DataType.Bool(), "int", false, "v", "0"),
                other(new DataType.Bool(), "bit(1)", true, "BIN(v)", "1"),
                other(new DataType.Bool(), "varchar(5)", true, "v", "true"),
                other(new Int(32, false), "bigint unsigned", 5L, "v", "5"),
                other(new Int(64, false), "decimal(20,1)", Long.MAX_VALUE, "v", "9223372036854775807.0"),
                other(new Int(32, false), "double", 2147483647L, "v", "2147483647"),
                other(new Int(32, false), "varchar(11)", -5L, "v", "-5"),
                other(new DataType.Decimal(5, 2, false), "decimal(12,4)", "1.50", "v", "1.5000"),
                other(new DataType.Decimal(30, 0, false), "bigint", "-12", "v", "-12"),
                other(new DataType.Numeric(), "decimal(5,2)", "100.1000", "v", "100.10"),
                other(new DataType.Numeric(), "decimal(5,0)", "100.000", "v", "100"),
                other(new DataType.Numeric(), "text", "NaN", "v", "NaN"),
                other(new DataType.FloatingPoint(32), "double", (double) 1.1f, "v", "1.100000023841858"),
                other(new DataType.FloatingPoint(32), "varchar(30)", (double) 1.1f, "v", "1.1"),
                other(new DataType.Varchar(10), "char(5)", "abc", "v", "abc"),
                other(new DataType.Text(), "varchar(5) character set latin1", "größe", "v", "größe"),
                other(new DataType.Text(), "tinytext", "x".repeat(250) + " ", "LENGTH(v)", "251"),
                other(new DataType.Text(), "enum('1','2','happy')", "2", "v + 0", "2"),
                other(new DataType.Enumeration(List.of("b")), "set('a','b')", "b", "v + 0", "2"),
                other(new DataType.Bytes(), "binary(3)", bytes("010203"), "HEX(v)", "010203"),
                other(new DataType.Bytes(), "varbinary(3)", bytes("01"), "HEX(v)", "01"),
                other(new DataType.Date(), "varchar(20)", "0044-03-15 BC", "v", "0044-03-15 BC"),
                other(
                        new DataType.Timestamp(3),
                        "timestamp(3)",
                        "2024-01-01 10:00:00.5+00",
                        "CAST(v AS CHAR)",
                        "2024-01-01 10:00:00.500"),
                other(
                        new DataType.DateTime(0),
                        "timestamp",
                        "2024-01-01 10:00:00",
                        "CAST(v AS CHAR)",
                        "2024-01-01 10:00:00"),
                other(new DataType.Json(), "json", "{\"a\": [1, 0.5]}", "CAST(v AS CHAR)", "{\"a\": [1, 0.5]}"),
                other(new DataType.Geometry(), "geometry", bytes(POINT), "ST_SRID(v)", "4326"),
                other(new DataType.Geometry(), "blob", bytes(POINT), "LOWER(HEX(v))", POINT));
    }

    @ParameterizedTest
    @MethodSource({"ofTheSameFamily", "ofPostgres", "existing"})
    void a_column_holds_the_value(Case tested) {
        TargetDatabase database = emptied(tested.flavor());
        if (!tested.target().isEmpty()) {
            database.execute(
                    "CREATE TABLE keyed (v " + tested.target() + " NULL, id bigint PRIMARY KEY) CHARACTER SET utf8mb4",
                    "CREATE TABLE keyless (n int, v " + tested.target() + " NULL) CHARACTER SET utf8mb4");
        }
        apply(database, tested);
        String value = tested.query().equals("v") ? "v" : tested.query();
        assertThat(database.rows("SELECT " + value + " FROM keyed WHERE id IN (0, 1000, 1001)"))
                .containsExactly(tested.printed(), tested.printed(), tested.printed());
        assertThat(database.rows("SELECT COUNT(*), COUNT(DISTINCT HEX(v)) FROM keyed"))
                .containsExactly((LoadRun.WORTHWHILE + 2) + "|1");
        assertThat(database.rows("SELECT " + value + ", n FROM keyless")).containsExactly(tested.printed() + "|3");
    }

    /** Type, and a type between which a value could change. */
    static Stream<Case> lossy() {
        DataType text = new DataType.Text();
        return both(
                lossy(new DataType.Decimal(5, 3, false), "decimal(5,2)"),
                lossy(new DataType.Decimal(5, 2, false), "double"),
                lossy(new DataType.Decimal(5, 2, false), "int"),
                lossy(new DataType.Numeric(), "double"),
                lossy(new DataType.FloatingPoint(64), "float"),
                lossy(new DataType.FloatingPoint(32), "float(7,3)"),
                lossy(new DataType.FloatingPoint(64), "decimal(65,30)"),
                lossy(new Int(64, false), "double"),
                lossy(new Int(32, false), "float"),
                lossy(new Int(16, false), "year"),
                lossy(new DataType.DateTime(6), "datetime(3)"),
                lossy(new DataType.Timestamp(1), "timestamp"),
                lossy(new DataType.Time(6), "time"),
                lossy(new DataType.DateTime(0), "date"),
                lossy(new DataType.Bit(8), "bit(9)"),
                lossy(new DataType.Binary(3), "binary(4)"),
                lossy(new DataType.Bytes(), "text"),
                lossy(new DataType.Geometry(), "text"),
                lossy(text, "blob"),
                lossy(text, "int"),
                lossy(text, "date"),
                lossy(text, "point"),
                lossy(new DataType.Other(), "enum('a')"));
    }

    @ParameterizedTest
    @MethodSource("lossy")
    void a_column_that_could_change_a_value_is_refused_before_any_comes(Case tested) {
        TargetDatabase database = emptied(tested.flavor());
        database.execute("CREATE TABLE keyed (id bigint PRIMARY KEY, v " + tested.target() + ")");
        try (Target target = opened(database, DatabaseType.POSTGRESQL)) {
            TableSchema table = keyed("keyed", column("v", tested.type()));
            assertThatThrownBy(() -> target.apply(List.of(insert(table, 1L, null))))
                    .satisfies(kind(ErrorKind.UNREPRESENTABLE))
                    .hasMessageContaining("\"v\"")
                    .hasMessageContaining(database.name() + ".keyed")
                    .hasMessageContaining("MODIFY COLUMN `v` ");
        }
    }

    /** A value that a column cannot hold; {@code printed} is what the error says. */
    static Stream<Case> impossible() {
        String latin1 = " character set latin1 collate latin1_swedish_ci";
        DataType text = new DataType.Text();
        return both(
                other(new Int(64, false), "int", 3000000000L, "", "out of the range"),
                other(new Int(64, false), "bigint unsigned", -1L, "", "out of the range"),
                other(new DataType.Decimal(5, 2, false), "decimal(4,2)", "123.45", "", "out of the range"),
                other(new DataType.Decimal(5, 2, false), "", "NaN", "", "infinite or none"),
                other(new DataType.Numeric(), "", "Infinity", "", "infinite or none"),
                other(new DataType.Numeric(), "", "0." + "1".repeat(31), "", "more than 30 digits"),
                other(new DataType.Numeric(), "", "1".repeat(36), "", "out of the range"),
                other(new DataType.FloatingPoint(64), "", Double.NaN, "", "infinite or none"),
                other(new DataType.FloatingPoint(32), "", Double.NEGATIVE_INFINITY, "", "infinite or none"),
                other(text, "varchar(3)", "abcd", "", "more than 3 characters"),
                other(text, "varchar(3)", "abc ", "", "more than 3 characters"),
                other(text, "char(3)", "a ", "", "a space at its end"),
                other(text, "tinytext", "x".repeat(255) + " ", "", "more than 255 bytes"),
                other(text, "tinytext", "é".repeat(128), "", "\"v\""),
                other(text, "varchar(3) character set latin1", "日", "", "character"),
                other(text, "text character set utf8mb3", "😀", "", "character"),
                other(text, "enum('a','b')", "A", "", "a label it lacks"),
                other(text, "enum('a','b')", "2", "", "a label it lacks"),
                other(text, "set('a','b')", "a,3", "", "a label it lacks"),
                other(new DataType.Date(), "", "0044-03-15 BC", "", "before our era"),
                other(new DataType.Date(), "", "-infinity", "", "without end"),
                other(new DataType.Date(), "", "10000-01-01", "", "more than 4 digits"),
                other(new DataType.DateTime(0), "", "infinity", "", "without end"),
                other(new DataType.Timestamp(0), "", "10000-01-01 00:00:00+00", "", "more than 4 digits"),
                other(new DataType.Timestamp(0), "timestamp", "2038-01-19 03:14:08+00", "", "\"v\""),
                other(new DataType.Bytes(), "binary(3)", bytes("0102"), "", "other than 3"),
                other(new DataType.Bytes(), "varbinary(2)", bytes("010203"), "", "longer than the column allows"),
                other(new DataType.Geometry(), "", bytes("01010000a0e6100000" + "00".repeat(24)), "", "two dimensions"),
                same(
                        new DataType.Enumeration(List.of("a", "00000")),
                        "enum('a','00000')" + latin1,
                        "",
                        "",
                        "which is no label of it"),
                other(new DataType.Enumeration(List.of("a")), "enum('a')", "", "", "which is no label of it"),
                same(new DataType.Geometry(), "linestring", bytes(POINT), "", "keyed"));
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void a_value_that_the_column_cannot_hold_is_refused(Case tested) {
        TargetDatabase database = emptied(tested.flavor());
        if (!tested.target().isEmpty()) {
            database.execute("CREATE TABLE keyed (id bigint PRIMARY KEY, v " + tested.target()
                    + ") CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci");
        }
        TableSchema table = keyed("keyed", new Column("v", tested.type(), true, tested.declared()));
        List<ChangeEvent> loaded = new ArrayList<>();
        for (long id = 0; id < LoadRun.WORTHWHILE; id++) {
            loaded.add(insert(table, id, id < 5 ? null : tested.value()));
        }
        for (List<ChangeEvent> changes : List.of(loaded, List.<ChangeEvent>of(insert(table, 1L, tested.value())))) {
            try (Target target = opened(database, tested.source())) {
                assertThatThrownBy(() -> target.apply(changes))
                        .satisfies(kind(ErrorKind.UNREPRESENTABLE))
                        .hasMessageContaining(tested.printed())
                        .hasMessageContaining(database.name() + ".keyed");
            }
        }
        assertThat(database.rows("SELECT * FROM keyed")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void a_duration_that_only_mariadb_has_is_refused_by_mysql(Flavor flavor) {
        TargetDatabase database = emptied(flavor);
        TableSchema table = keyed("keyed", new Column("v", new DataType.Time(6), true, "time(6)"));
        try (Target target = opened(database, DatabaseType.MYSQL)) {
            List<ChangeEvent> changes = List.of(insert(table, 1L, "838:59:59.999999"));
            if (flavor == Flavor.MYSQL) {
                assertThatThrownBy(() -> target.apply(changes)).satisfies(kind(ErrorKind.UNREPRESENTABLE));
            } else {
                target.apply(changes);
                target.commit(checkpoint(1));
                assertThat(database.rows("SELECT CAST(v AS CHAR) FROM keyed")).containsExactly("838:59:59.999999");
            }
        }
    }

    @Test
    void documents_of_a_mysql_keep_every_digit() {
        TargetDatabase database = emptied(Flavor.MYSQL);
        TableSchema keyed = keyed("keyed", new Column("v", new DataType.Json(), true, "json"), number("?"));
        TableSchema keyless = keyless("keyless", new Column("v", new DataType.Json(), true, "json"), number("n"));
        String plain = "{\"price\": 19.9}";
        String exact = "{\"a\": [1.0, {\"b \\\"?'`\\u0001\": [[], 12345678901234567890.1234567890]}, \"5.50\"],"
                + " \"price\": 19.90, \"count\": 100000000000000000000}";
        List<ChangeEvent> loaded = new ArrayList<>();
        for (long id = 0; id < LoadRun.WORTHWHILE; id++) {
            loaded.add(insert(keyed, id, id % 50 == 0 ? exact : plain, 7L));
        }
        try (Target target = opened(database, DatabaseType.MYSQL)) {
            target.apply(loaded);
            target.apply(List.of(
                    update(keyed, row(1L, plain, 7L), row(1L, "-0.10", 8L)),
                    update(keyed, row(50L, exact, 7L), row(50L, exact, 8L))));
            target.apply(List.of(insert(keyless, plain, 0L), insert(keyless, exact, 1L), insert(keyless, exact, 2L)));
            target.apply(List.of(update(keyless, row(exact, 1L), row(exact, 3L)), delete(keyless, exact, 2L)));
            target.commit(checkpoint(1));
        }
        String stored = "{\"a\": [1.0, {\"b \\\"?'`\\u0001\": [[], 12345678901234567890.1234567890]}, \"5.50\"],"
                + " \"count\": 100000000000000000000, \"price\": 19.90}";
        assertThat(database.rows("SELECT CAST(v AS CHAR), `?` FROM keyed WHERE id IN (0, 1, 50) ORDER BY id"))
                .containsExactly(stored + "|7", "-0.10|8", stored + "|8");
        assertThat(database.rows("SELECT COUNT(*) FROM keyed WHERE CAST(v AS CHAR) = '" + plain + "'"))
                .containsExactly("195");
        assertThat(database.rows("SELECT CAST(v AS CHAR), n FROM keyless ORDER BY n"))
                .containsExactly(plain + "|0", stored + "|3");
    }

    @Test
    void documents_of_a_postgresql_keep_what_their_numbers_mean_or_are_refused() {
        TargetDatabase database = emptied(Flavor.MYSQL);
        database.execute("CREATE TABLE keyed (id bigint PRIMARY KEY, v json)");
        TableSchema table = keyed("keyed", new Column("v", new DataType.Json(), true, "json"));
        try (Target target = opened(database, DatabaseType.POSTGRESQL)) {
            target.apply(List.of(insert(table, 1L, "{\"price\": 19.90}")));
            target.commit(checkpoint(1));
            assertThatThrownBy(() -> target.apply(List.of(insert(table, 2L, "[12345678901234567890.5]"))))
                    .satisfies(kind(ErrorKind.UNREPRESENTABLE))
                    .hasMessageContaining("more digits");
        }
        assertThat(database.rows("SELECT v FROM keyed")).containsExactly("{\"price\": 19.9}");
    }

    static Stream<Case> keys() {
        return Stream.concat(ofTheSameFamily(), ofPostgres())
                .filter(tested -> !(tested.type() instanceof DataType.Geometry)
                        // No key is no label.
                        && !(tested.type() instanceof DataType.Enumeration
                                && tested.value().equals(""))
                        && !(tested.type() instanceof DataType.Json
                                && !tested.declared().isEmpty()));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void a_key_of_any_type_finds_its_row(Case tested) {
        TargetDatabase database = emptied(tested.flavor());
        Object value = tested.value();
        TableSchema table = new TableSchema(
                new TableId(Tables.NAMESPACE, "keyed"),
                List.of(new Column("k", tested.type(), false, tested.declared()), text("v")),
                List.of(0));
        try (Target target = opened(database, tested.source())) {
            target.apply(List.of(insert(table, value, "old")));
            target.apply(List.of(insert(table, value, "newer")));
            target.apply(List.of(update(table, row(value, "newer"), row(value, "new"))));
            target.apply(List.of(new ChangeEvent.Update(table, null, row(value, Row.ABSENT))));
            target.commit(checkpoint(1));
            assertThat(database.rows("SELECT v FROM keyed")).containsExactly("new");
            target.apply(List.of(delete(table, value, "new")));
            target.commit(checkpoint(1));
            assertThat(database.rows("SELECT v FROM keyed")).isEmpty();
        }
    }

    /** The value goes by bulk load, by upsert, by update, and finds its row again in a table without a key. */
    private static void apply(TargetDatabase database, Case tested) {
        Column column = new Column("v", tested.type(), true, tested.declared());
        Object value = tested.value();
        TableSchema table = keyed("keyed", column);
        TableSchema keyless = keyless("keyless", column, number("n"));
        List<ChangeEvent> loaded = new ArrayList<>();
        for (long id = 0; id < LoadRun.WORTHWHILE; id++) {
            loaded.add(insert(table, id, value));
        }
        try (Target target = opened(database, tested.source())) {
            target.apply(loaded);
            target.apply(List.of(insert(table, 1000L, value), insert(table, 1001L, null)));
            target.apply(List.of(update(table, row(1001L, null), row(1001L, value))));
            target.apply(List.of(insert(keyless, value, 1L), insert(keyless, value, 2L)));
            target.apply(List.of(update(keyless, row(value, 1L), row(value, 3L)), delete(keyless, value, 2L)));
            target.commit(checkpoint(1));
        }
    }

    private static Target opened(TargetDatabase database, DatabaseType source) {
        Target target = database.target(database.address(), source, Map.of());
        target.open();
        return target;
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static Case same(DataType type, String declared, Object value, String query, String printed) {
        return new Case(Flavor.MYSQL, type, declared, "", value, query, printed);
    }

    private static Case lossy(DataType type, String target) {
        return other(type, target, "", "", "");
    }

    private static Case other(DataType type, String target, Object value, String query, String printed) {
        return new Case(Flavor.MYSQL, type, "", target, value, query, printed);
    }

    private static Stream<Case> both(Case... cases) {
        return Stream.of(cases)
                .flatMap(one -> Stream.of(Flavor.values())
                        .map(flavor -> new Case(
                                flavor,
                                one.type(),
                                one.declared(),
                                one.target(),
                                one.value(),
                                one.query(),
                                one.printed())));
    }
}
