package io.dbstream.reader.capture.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbstream.change.ChangeEvent.Insert;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.sandbox.MySqlServer;
import io.dbstream.sandbox.MySqlServer.Flavor;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every value arrives as the server itself prints it. */
class MySqlTypesIT {
    private static final Path DIRECTORY =
            Path.of("target", "sandbox", "types-" + ProcessHandle.current().pid());
    private static final List<MySqlServer> SERVERS = new ArrayList<>();

    /** A column type, how to ask the server for its text, and values. */
    private record Case(String type, String printed, List<String> values) {
        static Case of(String type, String... values) {
            return new Case(type, "CAST(v AS CHAR)", List.of(values));
        }

        Case printed(String expression) {
            return new Case(type, expression, values);
        }
    }

    private static Stream<Case> cases() {
        return Stream.of(
                Case.of("TINYINT", "-128", "0", "127"),
                Case.of("BOOLEAN", "TRUE", "FALSE"),
                Case.of("TINYINT UNSIGNED", "0", "128", "255"),
                Case.of("YEAR", "1901", "2155", "0", "2024").printed("v + 0"),
                Case.of("SMALLINT", "-32768", "32767"),
                Case.of("SMALLINT UNSIGNED", "65535"),
                Case.of("MEDIUMINT", "-8388608", "8388607", "-1"),
                Case.of("MEDIUMINT UNSIGNED", "16777215"),
                Case.of("INT", "-2147483648", "2147483647", "-1"),
                Case.of("INT UNSIGNED", "4294967295"),
                Case.of("BIGINT", "-9223372036854775808", "9223372036854775807", "-1"),
                Case.of("BIGINT UNSIGNED", "9223372036854775807", "9223372036854775808", "18446744073709551615"),
                Case.of("DECIMAL(5,2)", "-0.50", "0", "999.99", "-999.99", "1", "-0.01"),
                Case.of("DECIMAL(10,0)", "0", "-1", "9999999999"),
                Case.of("DECIMAL(2,2)", "0.99", "-0.99", "0"),
                Case.of(
                        "DECIMAL(65,30)", "12345678901234567890123456789012345.123456789012345678901234567890",
                        "-0.000000000000000000000000000001",
                                "-99999999999999999999999999999999999.999999999999999999999999999999"),
                Case.of("DECIMAL(18,9) UNSIGNED", "0.000000001", "999999999.999999999"),
                Case.of("DECIMAL(20,10)", "-1234567890.0123456789", "1000000000.5"),
                Case.of("CHAR(10)", "''", "'abc'", "'abc   '", "'größe'", "'\uD83D\uDD28'"),
                Case.of("CHAR(255) CHARACTER SET utf8mb4", "'x'", "REPEAT('\uD83D\uDD28', 255)"),
                Case.of("VARCHAR(20)", "''", "'abc  '", "'\uD83D\uDD28 hammer'", "'\\0'"),
                Case.of("VARCHAR(300)", "REPEAT('ä', 300)"),
                Case.of("TINYTEXT", "REPEAT('x', 255)", "''"),
                Case.of("TEXT", "REPEAT('ä', 1000)"),
                Case.of("MEDIUMTEXT", "REPEAT('xyz', 100000)"),
                Case.of("LONGTEXT", "'\uFFFD'", "'a\\nb'"),
                Case.of("BINARY(4)", "x'00000000'", "x'01020300'", "x'ff'").printed("HEX(v)"),
                Case.of("VARBINARY(4)", "x''", "x'0100'", "x'ff00ff00'").printed("HEX(v)"),
                Case.of("VARBINARY(400)", "REPEAT(x'00ff', 200)").printed("HEX(v)"),
                Case.of("TINYBLOB", "x'00'").printed("HEX(v)"),
                Case.of("BLOB", "REPEAT(x'00ff', 20000)").printed("HEX(v)"),
                Case.of("MEDIUMBLOB", "REPEAT(x'00ff', 200000)").printed("HEX(v)"),
                Case.of("LONGBLOB", "x''").printed("HEX(v)"),
                Case.of("BIT(1)", "b'0'", "b'1'").printed("LPAD(BIN(v + 0), 1, '0')"),
                Case.of("BIT(12)", "b'101010101010'", "b'1'").printed("LPAD(BIN(v + 0), 12, '0')"),
                Case.of("BIT(64)", "b'1'", "0xffffffffffffffff", "0x8000000000000000")
                        .printed("LPAD(BIN(v + 0), 64, '0')"),
                Case.of(
                        "DATE",
                        "'2024-02-29'",
                        "'0000-00-00'",
                        "'2024-00-00'",
                        "'2024-02-00'",
                        "'9999-12-31'",
                        "'1000-01-01'",
                        "'2024-02-31'"),
                Case.of("TIME", "'00:00:00'", "'-838:59:59'", "'838:59:59'", "'12:30:01'", "'-00:00:01'"),
                Case.of("TIME(1)", "'-00:00:00.1'", "'-12:00:00.9'", "'23:59:59.9'"),
                Case.of("TIME(2)", "'-00:00:00.01'", "'-00:00:01.00'", "'100:00:00.99'"),
                Case.of("TIME(3)", "'-01:02:03.456'", "'01:02:03.001'"),
                Case.of("TIME(4)", "'-01:02:03.4567'", "'-01:02:03.0000'"),
                Case.of("TIME(5)", "'-01:02:03.45678'"),
                Case.of("TIME(6)", "'-838:59:59.000000'", "'-00:00:00.000001'", "'838:59:58.999999'"),
                Case.of(
                        "DATETIME",
                        "'2024-02-29 12:30:01'",
                        "'0000-00-00 00:00:00'",
                        "'9999-12-31 23:59:59'",
                        "'2024-00-15 01:02:03'"),
                Case.of("DATETIME(1)", "'2024-02-29 12:30:01.1'"),
                Case.of("DATETIME(3)", "'2024-02-29 12:30:01.001'"),
                Case.of("DATETIME(6)", "'2024-02-29 12:30:01.000001'", "'1000-01-01 00:00:00.999999'"),
                Case.of("TIMESTAMP NULL", "'1970-01-01 00:00:01'", "'2038-01-19 03:14:07'", "'2024-02-29 12:30:01'")
                        .printed("CONCAT(v, '+00')"),
                Case.of("TIMESTAMP NULL", "'0000-00-00 00:00:00'"),
                Case.of("TIMESTAMP(6) NULL", "'0000-00-00 00:00:00'"),
                Case.of("TIMESTAMP(1) NULL", "'2000-02-29 23:59:59.9'").printed("CONCAT(v, '+00')"),
                Case.of("TIMESTAMP(6) NULL", "'2024-12-31 23:59:59.999999'", "'1970-01-01 00:00:01.000001'")
                        .printed("CONCAT(v, '+00')"),
                Case.of("ENUM('small','it''s, \"b\\\\ig\"','größe','')", "'small'", "2", "'größe'", "4", "0"),
                Case.of("SET('a','b','größe')", "''", "'a'", "'größe,a'", "'a,b,größe'"),
                Case.of("SET" + manyLabels(), "'l1'", "'l64'", "'l1,l33,l64'"),
                Case.of("ENUM" + manyEnumLabels(), "'l1'", "'l256'", "'l300'"));
    }

    private static String manyLabels() {
        return "("
                + String.join(
                        ",",
                        Stream.iterate(1, i -> i + 1)
                                .limit(64)
                                .map(i -> "'l" + i + "'")
                                .toList()) + ")";
    }

    private static String manyEnumLabels() {
        return "("
                + String.join(
                        ",",
                        Stream.iterate(1, i -> i + 1)
                                .limit(300)
                                .map(i -> "'l" + i + "'")
                                .toList()) + ")";
    }

    private static Stream<Case> charsetCases() {
        return Stream.of(
                Case.of("VARCHAR(20) CHARACTER SET latin1", "'größe €'", "x'818d8f909d'"),
                Case.of("CHAR(5) CHARACTER SET latin2", "'ąęś'"),
                Case.of("TEXT CHARACTER SET cp1251", "'Привет'"),
                Case.of("TEXT CHARACTER SET koi8r", "'Привет'"),
                Case.of("TEXT CHARACTER SET greek", "'αβγ'"),
                Case.of("TEXT CHARACTER SET hebrew", "'שלום'"),
                Case.of("TEXT CHARACTER SET tis620", "'สวัสดี'"),
                Case.of("TEXT CHARACTER SET armscii8", "'Բարեւ'"),
                Case.of("VARCHAR(20) CHARACTER SET ascii", "'plain'"),
                Case.of("VARCHAR(20) CHARACTER SET sjis", "'日本語 \\\\~ｱ'"),
                Case.of("VARCHAR(20) CHARACTER SET cp932", "'日本語①～ｱ'"),
                Case.of("VARCHAR(20) CHARACTER SET ujis", "'日本語ｱ'", "x'8fb0a1'"),
                Case.of("VARCHAR(20) CHARACTER SET eucjpms", "'日本語①'"),
                Case.of("VARCHAR(20) CHARACTER SET gbk", "'汉字漢字'"),
                Case.of("VARCHAR(20) CHARACTER SET gb2312", "'汉字'"),
                Case.of("VARCHAR(20) CHARACTER SET big5", "'漢字功'"),
                Case.of("VARCHAR(20) CHARACTER SET euckr", "'한국어 뷁'"),
                Case.of("CHAR(20) CHARACTER SET utf8mb3", "'größe 日'"),
                Case.of("VARCHAR(20) CHARACTER SET ucs2", "'größe 日'"),
                Case.of("VARCHAR(20) CHARACTER SET utf16", "'größe \uD83D\uDD28'"),
                Case.of("VARCHAR(20) CHARACTER SET utf16le", "'größe \uD83D\uDD28'"),
                Case.of("CHAR(20) CHARACTER SET utf32", "'größe \uD83D\uDD28'"),
                Case.of("ENUM('größe','b') CHARACTER SET latin1", "'größe'"),
                Case.of("SET('汉','日') CHARACTER SET gbk", "'汉,日'", "'日'"));
    }

    private static Stream<Case> jsonCases() {
        return Stream.of(Case.of(
                "JSON",
                "'{}'",
                "'[]'",
                "'null'",
                "'true'",
                "'1'",
                "'\"text\"'",
                "'{\"b\": [1, -2, 3.5, 1e100, -0.0, 12345678901234567890, 1.0, 100000000000000.0, 1e15, 0.00001,"
                        + " 1e-14, 1.5e-15, 1e-15, 1e-16, 1e-20, 999999999999999.0, 9999999999999998.0, 123456.789e3],"
                        + " \"a\": {\"x\": null, \"größe\": false}}'",
                "'[32767, 32768, 65535, 65536, -32769, 2147483648, 4294967296, -9223372036854775808]'",
                "'\"quote \\\\\" back \\\\\\\\ line \\\\n tab \\\\t nul \\\\u0000 one \\\\u0001 \uD83D\uDD28\"'",
                "CONCAT('[', REPEAT('\"0123456789012345678901234567890123456789\",', 3000), '1]')",
                "CONCAT('{\"k\": [', REPEAT('1000000,', 30000), '4294967295, 70000]}')",
                "JSON_ARRAY(CAST('12.3400' AS DECIMAL(10,4)), CAST('-0.5' AS DECIMAL(5,2)))",
                "JSON_ARRAY(CAST('2024-02-29' AS DATE), CAST('-12:30:01.5' AS TIME(6)), CAST('2024-02-29"
                        + " 12:30:01.000001' AS DATETIME(6)))",
                "JSON_ARRAY(CAST(x'00ff' AS BINARY), b'101')",
                "JSON_ARRAY(CAST(REPEAT(x'00ff', 500) AS BINARY))",
                "JSON_ARRAY(CAST(REPEAT(x'00', 57) AS BINARY), CAST('' AS BINARY))",
                "JSON_ARRAY(CAST('0000-00-00' AS DATE), CAST('2024-00-17' AS DATE), TIMESTAMP'9999-12-31 23:59:59')",
                "JSON_ARRAY(TIMESTAMP'2024-01-01 10:00:00.5', CAST(2024 AS YEAR), CAST(1 AS UNSIGNED))",
                "JSON_ARRAY(TIME'-838:59:59', TIME'838:59:59', TIME'00:00:00.000001', TIME'-00:00:00.5')",
                "JSON_ARRAY(CAST(-0.000 AS DECIMAL(5,3)), 1.10, -12345678901234567890.123456789, 0.5)",
                "JSON_ARRAY(1e0, -1e-7, 1.7976931348623157e308, 2.2250738585072014e-308, 5e-324, 1e-323, 2e-323,"
                        + " -1.5e-323, 1e-320, 123456789012345680000e0)",
                "JSON_OBJECT('where', ST_GeomFromText('POINT(1 -2.5)'))"));
    }

    private static Stream<Case> geometryCases() {
        // The server's internal form is the number of the reference system in four bytes, then WKB.
        String wkb = "SUBSTR(HEX(v), 9)";
        String withNumber = "CONCAT(SUBSTR(HEX(v), 9, 8), '20', SUBSTR(HEX(v), 1, 8), SUBSTR(HEX(v), 19))";
        return Stream.of(
                Case.of(
                                "GEOMETRY",
                                "ST_GeomFromText('POINT(1 2)')",
                                "ST_GeomFromText('LINESTRING(0 0,1 1,-1e300 2)')",
                                "ST_GeomFromText('POLYGON((0 0,0 9,9 9,9 0,0 0),(1 1,1 2,2 2,2 1,1 1))')",
                                "ST_GeomFromText('GEOMETRYCOLLECTION(POINT(1 2),LINESTRING(0 0,1 1))')",
                                "ST_GeomFromText('GEOMETRYCOLLECTION EMPTY')")
                        .printed(wkb),
                Case.of("POINT", "ST_GeomFromText('POINT(-0.5 1e-300)')").printed(wkb),
                Case.of("POINT", "ST_GeomFromText('POINT(12 34)', 4326)", "ST_GeomFromText('POINT(1 2)', 3857)")
                        .printed(withNumber),
                Case.of("MULTIPOINT", "ST_GeomFromText('MULTIPOINT(1 2,3 4)', 4326)")
                        .printed(withNumber),
                Case.of("MULTIPOLYGON", "ST_GeomFromText('MULTIPOLYGON(((0 0,0 9,9 9,0 0)))', 4326)")
                        .printed(withNumber),
                Case.of("GEOMETRYCOLLECTION", "ST_GeomFromText('GEOMETRYCOLLECTION(POINT(1 2))', 4326)")
                        .printed(withNumber));
    }

    private static Stream<Case> mariaDbCases() {
        return Stream.of(
                Case.of(
                        "UUID",
                        "'123e4567-e89b-12d3-a456-426655440000'",
                        "'00000000-0000-0000-0000-000000000000'",
                        "'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF'",
                        "'123e4567-e89b-42d3-a456-426655440000'",
                        "'018f3e7a-1c2b-7d3e-8f00-000000000000'",
                        "UUID()"),
                Case.of("INET4", "'0.0.0.0'", "'255.255.255.255'", "'192.168.0.0'"),
                Case.of(
                        "INET6",
                        "'::'",
                        "'::1'",
                        "'::2:1'",
                        "'1::'",
                        "'2001:DB8::1'",
                        "'2001:db8:0:0:1:0:0:1'",
                        "'1:0:2:3:4:5:6:7'",
                        "'0:1:2:3:4:5:6:7'",
                        "'1:2:3:4:5:6:7:0'",
                        "'0:0:1:2:3:4:5:6'",
                        "'1:2:3:4:5:6:0:0'",
                        "'::ffff:192.0.2.1'",
                        "'::192.0.2.1'",
                        "'::ffff:0:192.0.2.1'",
                        "'::ffff:0:0'",
                        "'::1:ffff:c000:201'",
                        "'0:0:0:0:0:ffff:0:1'",
                        "'0:0:0:0:0:fffe:1:1'",
                        "'64:ff9b::192.0.2.33'",
                        "'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'"),
                Case.of("TEXT COMPRESSED", "''", "'short'", "REPEAT('größe ', 1000)"),
                Case.of("TEXT COMPRESSED CHARACTER SET latin1", "REPEAT('größe ', 1000)"),
                Case.of("VARCHAR(200) COMPRESSED", "''", "'x'", "REPEAT('ä', 200)"),
                Case.of("VARCHAR(60) COMPRESSED", "REPEAT('xy', 30)"),
                Case.of("LONGTEXT COMPRESSED", "REPEAT('0123456789', 100000)"),
                Case.of("VARBINARY(2000) COMPRESSED", "x''", "x'00'", "REPEAT(x'00ff', 1000)")
                        .printed("HEX(v)"),
                Case.of("TINYBLOB COMPRESSED", "REPEAT(x'00', 255)").printed("HEX(v)"),
                Case.of("BLOB COMPRESSED", "REPEAT(x'00ff', 20000)").printed("HEX(v)"));
    }

    /** With FULL metadata the columns of text are counted to find their character sets: each type has to count as the server does. */
    private static Stream<Case> sideBySide(Flavor flavor) {
        return Stream.of(
                        cases(), flavor == Flavor.MYSQL ? jsonCases() : mariaDbCases(), geometryCases(), charsetCases())
                .flatMap(all -> all);
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void geometriesComeWithTheirReferenceSystem(Flavor flavor) throws SQLException {
        check(SourceDatabase.shared(flavor), geometryCases().toList());
    }

    @Test
    void typesThatOnlyMariaDbHasArriveAsItPrintsThem() throws SQLException {
        check(SourceDatabase.shared(Flavor.MARIADB), mariaDbCases().toList());
    }

    @Test
    void columnsCompressedWithoutTheHeadOfZlibAreRead() throws SQLException {
        SourceDatabase database = SourceDatabase.shared(Flavor.MARIADB);
        database.run("CREATE TABLE t (v TEXT COMPRESSED)");
        String start = database.end();
        database.run("SET column_compression_zlib_wrap = ON", "INSERT INTO t VALUES (REPEAT('wrapped ', 100))");
        database.run("SET column_compression_zlib_level = 0", "INSERT INTO t VALUES (REPEAT('as it is ', 100))");
        database.mark();

        assertThat(database.recordFrom(start).inserted("t", 0))
                .containsExactly("wrapped ".repeat(100), "as it is ".repeat(100));
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void valuesAreThoseThatTheServerPrints(Flavor flavor) throws SQLException {
        check(SourceDatabase.shared(flavor), cases().toList());
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void columnsOfEveryTypeStandSideBySideInOneTable(Flavor flavor) throws SQLException {
        SourceDatabase database = SourceDatabase.shared(flavor);
        List<Case> columns = sideBySide(flavor).toList();
        List<String> definitions = new ArrayList<>();
        List<String> values = new ArrayList<>();
        List<String> printed = new ArrayList<>();
        for (Case column : columns) {
            String name = "c" + definitions.size();
            definitions.add(name + " " + column.type());
            values.add(column.values().getLast());
            printed.add(column.printed().replaceAll("\\bv\\b", name));
        }
        database.run("CREATE TABLE t (" + String.join(", ", definitions) + ", PRIMARY KEY (c5, c0))");
        String start = database.end();
        database.run("INSERT INTO t VALUES (" + String.join(", ", values) + ")");
        database.mark();

        Recording recording = database.recordFrom(start);

        List<@Nullable String> expected = new ArrayList<>();
        try (Connection connection = database.server().connect(database.name());
                Statement statement = connection.createStatement()) {
            statement.execute("SET time_zone = '+00:00'");
            try (ResultSet row = statement.executeQuery("SELECT " + String.join(", ", printed) + " FROM t")) {
                row.next();
                for (int i = 1; i <= printed.size(); i++) {
                    expected.add(row.getString(i));
                }
            }
        }
        Insert insert = (Insert) recording.changes().getFirst();
        assertThat(insert.table().key()).containsExactly(5, 0);
        assertThat(IntStream.range(0, columns.size())
                        .mapToObj(i -> text(insert.after().get(i))))
                .containsExactlyElementsOf(expected);
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void valuesAreTheSameWhenTheLogDoesNotNameColumns(Flavor flavor) throws SQLException {
        String metadata = flavor == Flavor.MYSQL ? "MINIMAL" : "NO_LOG";
        MySqlServer server =
                MySqlServer.start(flavor, DIRECTORY.resolve("minimal-" + flavor), "--binlog-row-metadata=" + metadata);
        SERVERS.add(server);
        SourceDatabase database = SourceDatabase.on(server);

        check(database, cases().toList());
        check(SourceDatabase.on(server), charsetCases().toList());
        check(SourceDatabase.on(server), geometryCases().toList());
        if (flavor == Flavor.MARIADB) {
            check(SourceDatabase.on(server), mariaDbCases().toList());
        }
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void textArrivesFromEveryCharacterSet(Flavor flavor) throws SQLException {
        List<Case> cases = new ArrayList<>(charsetCases().toList());
        if (flavor == Flavor.MYSQL) {
            cases.add(Case.of("VARCHAR(20) CHARACTER SET gb18030", "'汉字 \uD83D\uDD28 ǹ'"));
        } else {
            cases.add(Case.of("VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_as_ci", "'größe'"));
        }
        check(SourceDatabase.shared(flavor), cases);
    }

    /** Character sets have gaps: bytes of the right form that stand for nothing, which the server itself prints as question marks. */
    @ParameterizedTest
    @EnumSource(Flavor.class)
    void bytesThatAreNoTextAreRefused(Flavor flavor) {
        SourceDatabase database = SourceDatabase.shared(flavor);
        Map<String, String> invalid = Map.of(
                "sjis", "x'81ad'",
                "cp932", "x'eb40'",
                "ujis", "x'a9a1'",
                "gbk", "x'a4f4'",
                "big5", "x'f9fe'",
                "ucs2", "x'd83d'",
                "cp1250", "x'81'");
        invalid.forEach((set, bytes) -> {
            database.run("CREATE TABLE of_" + set + " (v VARCHAR(5) CHARACTER SET " + set + ")");
            String start = database.end();
            database.run("INSERT INTO of_" + set + " VALUES (" + bytes + ")");
            database.mark();

            assertThatThrownBy(() -> database.recordFrom(start))
                    .as(set)
                    .isInstanceOfSatisfying(
                            StreamException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNREPRESENTABLE))
                    .hasMessageContaining("column v of " + database.name() + ".of_" + set
                            + " holds bytes that are no text in its character set " + set);
        });
    }

    @ParameterizedTest
    @EnumSource(value = Flavor.class, names = "MYSQL")
    void jsonKeepsItsDigits(Flavor flavor) throws SQLException {
        check(SourceDatabase.shared(flavor), jsonCases().toList());
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void floatingPointNumbersAreExact(Flavor flavor) {
        SourceDatabase database = SourceDatabase.shared(flavor);
        database.run("CREATE TABLE t (f FLOAT, d DOUBLE)");
        String start = database.end();
        database.run(
                "INSERT INTO t VALUES (0.1, 0.1), (-3.4028234663852886e38, -1.7976931348623157e308), (1e-45, 5e-324),"
                        + " (0, -0e0)");
        database.mark();

        Recording recording = database.recordFrom(start);

        assertThat(recording.inserted("t", 0)).startsWith((double) 0.1f, (double) -Float.MAX_VALUE);
        assertThat(recording.inserted("t", 1)).startsWith(0.1, -Double.MAX_VALUE);
    }

    private static void check(SourceDatabase database, List<Case> cases) throws SQLException {
        String start = "";
        try (Connection connection = database.server().connect(database.name());
                Statement statement = connection.createStatement()) {
            statement.execute("SET time_zone = '+00:00', sql_mode = 'ALLOW_INVALID_DATES'");
            for (int i = 0; i < cases.size(); i++) {
                statement.execute("CREATE TABLE t" + i + " (id INT PRIMARY KEY, v "
                        + cases.get(i).type() + ")");
            }
            start = database.end();
            for (int i = 0; i < cases.size(); i++) {
                int id = 0;
                for (String value : cases.get(i).values()) {
                    statement.execute("INSERT INTO t" + i + " VALUES (" + id++ + ", " + value + ")");
                }
                statement.execute("INSERT INTO t" + i + " VALUES (" + id + ", NULL)");
            }
            database.mark();

            Recording recording = database.recordFrom(start);

            SoftAssertions soft = new SoftAssertions();
            for (int i = 0; i < cases.size(); i++) {
                List<@Nullable String> printed = new ArrayList<>();
                try (ResultSet rows =
                        statement.executeQuery("SELECT " + cases.get(i).printed() + " FROM t" + i + " ORDER BY id")) {
                    while (rows.next()) {
                        printed.add(rows.getString(1));
                    }
                }
                soft.assertThat(recording.inserted("t" + i, 1).stream().map(MySqlTypesIT::text))
                        .as(cases.get(i).type())
                        .containsExactlyElementsOf(printed);
            }
            soft.assertAll();
        }
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof byte[] bytes
                ? HexFormat.of().withUpperCase().formatHex(bytes)
                : value == null ? null : value.toString();
    }

    @AfterAll
    static void close() {
        SERVERS.forEach(MySqlServer::close);
    }
}
