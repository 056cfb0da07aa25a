package io.dbstream.reader.capture.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbstream.change.ChangeEvent.Insert;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.sandbox.MySqlServer;
import io.dbstream.sandbox.MySqlServer.Flavor;
import io.dbstream.schema.Column;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A column carries its type as the server's own SQL spells it. */
class DeclaredTypesIT {
    private static final Path DIRECTORY =
            Path.of("target", "sandbox", "declared-" + ProcessHandle.current().pid());

    /**
     * A type as somebody writes it, and as it is to arrive.
     *
     * @param logged as it arrives when the table is gone, so that only the log tells
     */
    private record Spelling(String written, String declared, String logged) {
        static Spelling of(String written, String declared) {
            return new Spelling(written, declared, declared);
        }
    }

    private static List<Spelling> spellings(Flavor flavor) {
        List<Spelling> spellings = new ArrayList<>(List.of(
                new Spelling("BOOLEAN", "tinyint(1)", "tinyint"),
                Spelling.of("TINYINT", "tinyint"),
                Spelling.of("TINYINT UNSIGNED", "tinyint unsigned"),
                Spelling.of("SMALLINT(3)", "smallint"),
                Spelling.of("MEDIUMINT UNSIGNED", "mediumint unsigned"),
                Spelling.of("INT(11)", "int"),
                new Spelling("INT(5) ZEROFILL", "int(5) unsigned zerofill", "int unsigned"),
                Spelling.of("BIGINT UNSIGNED", "bigint unsigned"),
                Spelling.of("DECIMAL", "decimal(10,0)"),
                Spelling.of("DECIMAL(65,30) UNSIGNED", "decimal(65,30) unsigned"),
                new Spelling("DECIMAL(5,2) ZEROFILL", "decimal(5,2) unsigned zerofill", "decimal(5,2) unsigned"),
                Spelling.of("FLOAT", "float"),
                new Spelling("FLOAT(7,4)", "float(7,4)", "float"),
                Spelling.of("DOUBLE UNSIGNED", "double unsigned"),
                new Spelling("DOUBLE(10,2)", "double(10,2)", "double"),
                Spelling.of("BIT(3)", "bit(3)"),
                Spelling.of("YEAR", "year"),
                Spelling.of("DATE", "date"),
                Spelling.of("TIME", "time"),
                Spelling.of("TIME(3)", "time(3)"),
                Spelling.of("DATETIME(6)", "datetime(6)"),
                Spelling.of("TIMESTAMP NULL", "timestamp"),
                Spelling.of("CHAR(5) CHARACTER SET latin1", "char(5) character set latin1 collate latin1_swedish_ci"),
                Spelling.of(
                        "CHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
                        "char(200) character set utf8mb4 collate utf8mb4_bin"),
                Spelling.of(
                        "VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
                        "varchar(20) character set utf8mb4 collate utf8mb4_bin"),
                Spelling.of(
                        "TINYTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci",
                        "tinytext character set utf8mb4 collate utf8mb4_general_ci"),
                Spelling.of("TEXT CHARACTER SET sjis", "text character set sjis collate sjis_japanese_ci"),
                Spelling.of("MEDIUMTEXT CHARACTER SET ucs2", "mediumtext character set ucs2 collate ucs2_general_ci"),
                Spelling.of("LONGTEXT CHARACTER SET ascii", "longtext character set ascii collate ascii_general_ci"),
                Spelling.of("BINARY(7)", "binary(7)"),
                Spelling.of("VARBINARY(300)", "varbinary(300)"),
                Spelling.of("VARCHAR(9) CHARACTER SET binary", "varbinary(9)"),
                Spelling.of("TINYBLOB", "tinyblob"),
                Spelling.of("BLOB", "blob"),
                Spelling.of("MEDIUMBLOB", "mediumblob"),
                Spelling.of("LONGBLOB", "longblob"),
                Spelling.of(
                        "ENUM('a','b''c','d\\\\e','f,\"g','größe','') CHARACTER SET latin1",
                        "enum('a','b''c','d\\\\e','f,\"g','größe','') character set latin1 collate latin1_swedish_ci"),
                Spelling.of(
                        "SET('x','y z') CHARACTER SET latin1 COLLATE latin1_bin",
                        "set('x','y z') character set latin1 collate latin1_bin"),
                Spelling.of("GEOMETRY", "geometry"),
                Spelling.of("POINT", "point"),
                Spelling.of("LINESTRING", "linestring"),
                Spelling.of("POLYGON", "polygon"),
                Spelling.of("MULTIPOINT", "multipoint"),
                Spelling.of("MULTILINESTRING", "multilinestring"),
                Spelling.of("MULTIPOLYGON", "multipolygon"),
                Spelling.of("GEOMETRYCOLLECTION", "geometrycollection")));
        spellings.addAll(
                flavor == Flavor.MYSQL
                        ? List.of(
                                Spelling.of("JSON", "json"),
                                new Spelling("POINT SRID 4326", "point srid 4326", "point"),
                                new Spelling("GEOMETRY SRID 0", "geometry srid 0", "geometry"))
                        : List.of(
                                Spelling.of("JSON", "longtext character set utf8mb4 collate utf8mb4_bin"),
                                Spelling.of(
                                        "VARCHAR(9) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci",
                                        "varchar(9) character set utf8mb4 collate utf8mb4_uca1400_ai_ci"),
                                new Spelling("YEAR(2)", "year(2)", "year"),
                                Spelling.of(
                                        "TEXT COMPRESSED CHARACTER SET latin1",
                                        "text character set latin1 collate latin1_swedish_ci"),
                                Spelling.of(
                                        "VARCHAR(7) COMPRESSED CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
                                        "varchar(7) character set utf8mb4 collate utf8mb4_bin"),
                                Spelling.of("VARBINARY(700) COMPRESSED", "varbinary(700)"),
                                Spelling.of("MEDIUMBLOB COMPRESSED", "mediumblob")));
        return spellings;
    }

    private static List<Spelling> onlyMariaDbs() {
        return List.of(
                Spelling.of("UUID", "uuid"),
                Spelling.of("INET4", "inet4"),
                Spelling.of("INET6", "inet6"),
                Spelling.of("BINARY(16)", "binary(16)"),
                Spelling.of("BINARY(4)", "binary(4)"));
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void typesAreSpelledAsTheServerTakesThem(Flavor flavor) {
        check(SourceDatabase.shared(flavor), withMariaDbs(flavor));
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void typesAreSpelledTheSameWhenTheLogDoesNotNameColumns(Flavor flavor) {
        String metadata = flavor == Flavor.MYSQL ? "MINIMAL" : "NO_LOG";
        try (MySqlServer server =
                MySqlServer.start(flavor, DIRECTORY.resolve(flavor.name()), "--binlog-row-metadata=" + metadata)) {
            check(SourceDatabase.on(server), withMariaDbs(flavor));
            refusesLabelsThatTheCatalogueCannotShow(SourceDatabase.on(server));
        }
    }

    private static void refusesLabelsThatTheCatalogueCannotShow(SourceDatabase database) {
        database.run("CREATE TABLE t (v ENUM('\uD83D\uDD28') CHARACTER SET utf8mb4)");
        String start = database.end();
        database.run("INSERT INTO t VALUES (1)");
        database.mark();

        assertThatThrownBy(() -> database.recordFrom(start))
                .isInstanceOfSatisfying(
                        StreamException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.PREREQUISITE))
                .hasMessageContaining("column v of " + database.name() + ".t has a label with a question mark");
    }

    private static List<Spelling> withMariaDbs(Flavor flavor) {
        List<Spelling> spellings = spellings(flavor);
        if (flavor == Flavor.MARIADB) {
            spellings.addAll(onlyMariaDbs());
        }
        return spellings;
    }

    private static void check(SourceDatabase database, List<Spelling> spellings) {
        database.run(table("t", spellings.stream().map(Spelling::written).toList()));
        String start = database.end();
        database.run("INSERT INTO t () VALUES ()");
        database.mark();

        List<String> declared = declared(database.recordFrom(start));

        assertThat(declared)
                .containsExactlyElementsOf(
                        spellings.stream().map(Spelling::declared).toList());
        database.run(table("again", declared));
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void theLogTellsMostOfATableThatIsGone(Flavor flavor) {
        SourceDatabase database = SourceDatabase.shared(flavor);
        List<Spelling> spellings = spellings(flavor);
        database.run(table("t", spellings.stream().map(Spelling::written).toList()));
        String start = database.end();
        database.run("INSERT INTO t () VALUES ()", "DROP TABLE t");
        database.mark();

        assertThat(declared(database.recordFrom(start)))
                .containsExactlyElementsOf(
                        spellings.stream().map(Spelling::logged).toList());
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void aColumnThatWasAlteredSinceIsSpelledAsItWas(Flavor flavor) {
        SourceDatabase database = SourceDatabase.shared(flavor);
        database.run(
                "CREATE TABLE t (kept BOOLEAN, text TEXT CHARACTER SET latin1, number INT, dropped POINT, named DATE)");
        String start = database.end();
        database.run(
                "INSERT INTO t () VALUES ()",
                "ALTER TABLE t MODIFY text MEDIUMTEXT CHARACTER SET latin1, MODIFY number BIGINT ZEROFILL,"
                        + " DROP dropped, CHANGE named other DATE",
                "INSERT INTO t () VALUES ()");
        database.mark();

        Recording recording = database.recordFrom(start);

        assertThat(declared(recording))
                .containsExactly(
                        "tinyint(1)", "text character set latin1 collate latin1_swedish_ci", "int", "point", "date");
        assertThat(((Insert) recording.changes().getLast())
                        .table().columns().stream().map(Column::declared))
                .containsExactly(
                        "tinyint(1)",
                        "mediumtext character set latin1 collate latin1_swedish_ci",
                        "bigint(20) unsigned zerofill",
                        "date");
    }

    @Test
    void plainBytesOfMariaDbAreNotGuessedWhenTheTableIsGone() {
        SourceDatabase database = SourceDatabase.shared(Flavor.MARIADB);
        database.run("CREATE TABLE t (id INT, u UUID)");
        String start = database.end();
        database.run("INSERT INTO t VALUES (1, UUID())", "DROP TABLE t");
        database.mark();

        assertThatThrownBy(() -> database.recordFrom(start))
                .isInstanceOfSatisfying(
                        StreamException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.PREREQUISITE))
                .hasMessageContaining("column u of " + database.name() + ".t as binary(16)");
        database.run("CREATE TABLE t (id INT, u UUID)");
        assertThat(declared(database.recordFrom(start))).containsExactly("int", "uuid");
    }

    private static String table(String name, List<String> types) {
        List<String> columns = new ArrayList<>();
        for (String type : types) {
            columns.add("c" + columns.size() + " " + type);
        }
        return "CREATE TABLE " + name + " (" + String.join(", ", columns) + ")";
    }

    private static List<String> declared(Recording recording) {
        Insert insert = (Insert) recording.changes().getFirst();
        return insert.table().columns().stream().map(Column::declared).toList();
    }
}
