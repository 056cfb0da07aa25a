package io.dbstream.change.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbstream.change.Bundle;
import io.dbstream.change.ChangeEvent;
import io.dbstream.change.ChangeEvent.Commit;
import io.dbstream.change.ChangeEvent.Delete;
import io.dbstream.change.ChangeEvent.Discard;
import io.dbstream.change.ChangeEvent.Insert;
import io.dbstream.change.ChangeEvent.SchemaChange;
import io.dbstream.change.ChangeEvent.Truncate;
import io.dbstream.change.ChangeEvent.Update;
import io.dbstream.change.Row;
import io.dbstream.change.SourcePosition;
import io.dbstream.schema.Column;
import io.dbstream.schema.DataType;
import io.dbstream.schema.TableId;
import io.dbstream.schema.TableSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Version 1 of the wire format, byte for byte: what is in the hub of somebody who upgrades must be read as it was meant, and other
 * clients read it too. A file here changes only together with {@link Wire#VERSION}; {@code -Dgolden.write=true} writes new ones.
 */
class GoldenFilesTest {
    /**
     * A bundle and the file that holds it.
     *
     * @param before where the bundle before it left off
     */
    record Golden(String name, SourcePosition before, List<ChangeEvent> events) {
        byte[] encode() {
            BundleEncoder encoder = new BundleEncoder(before.events(), before, 1024);
            events.forEach(encoder::add);
            return encoder.finish();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456Z");
    private static final SourcePosition START = new SourcePosition("binlog.000003:157", 0);
    private static final TableSchema PRODUCTS = new TableSchema(
            new TableId("shop", "products"),
            List.of(
                    new Column("id", new DataType.Int(32, true), false),
                    new Column("name", new DataType.Varchar(80), false),
                    new Column("price", new DataType.Decimal(10, 2, false), true)),
            List.of(0));

    static Stream<Golden> goldens() {
        return Stream.of(
                new Golden("first-message", START, List.of(new Commit(START, NOON))),
                new Golden(
                        "one-insert",
                        START,
                        List.of(
                                new Insert(PRODUCTS, Row.of(1L, "hammer", "12.50")),
                                new Commit(new SourcePosition("binlog.000003:524", 1), NOON))),
                new Golden(
                        "every-event",
                        new SourcePosition("binlog.000003:524", 1),
                        List.of(
                                new Discard(),
                                new Insert(PRODUCTS, Row.of(2L, "saw", null)),
                                new Update(PRODUCTS, null, Row.of(2L, Row.ABSENT, "19.90")),
                                new Update(PRODUCTS, Row.of(2L, "saw", "19.90"), Row.of(3L, "Säge", "19.90")),
                                new Delete(PRODUCTS, Row.of(3L, Row.ABSENT, Row.ABSENT)),
                                new Commit(new SourcePosition("binlog.000003:1180", 5), NOON),
                                new SchemaChange(PRODUCTS),
                                new Truncate(PRODUCTS))),
                new Golden("every-type", START, List.of(new SchemaChange(everyType()))),
                new Golden("every-value", START, everyValue()),
                new Golden("declared-types", START, List.of(new SchemaChange(declaredTypes()))));
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void encodesToTheFile(Golden golden) throws IOException {
        if (Boolean.getBoolean("golden.write")) {
            Files.write(file(golden), golden.encode());
        }

        assertThat(golden.encode()).isEqualTo(Files.readAllBytes(file(golden)));
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void theFileDecodesToTheEvents(Golden golden) throws IOException {
        Bundle bundle = new BundleDecoder().decode(Files.readAllBytes(file(golden)));

        assertThat(bundle.firstEvent()).isEqualTo(golden.before().events());
        assertThat(bundle.events()).isEqualTo(golden.events());
    }

    private static Path file(Golden golden) {
        return Path.of("src", "test", "resources", "golden", golden.name() + ".cbor");
    }

    private static TableSchema everyType() {
        List<DataType> types = List.of(
                new DataType.Bool(),
                new DataType.Int(8, false),
                new DataType.Int(64, true),
                new DataType.Decimal(65, 30, true),
                new DataType.FloatingPoint(32),
                new DataType.FloatingPoint(64),
                new DataType.Char(3),
                new DataType.Varchar(255),
                new DataType.Text(),
                new DataType.Binary(16),
                new DataType.Bytes(),
                new DataType.Bit(64),
                new DataType.Date(),
                new DataType.Time(6),
                new DataType.DateTime(0),
                new DataType.Timestamp(3),
                new DataType.Year(),
                new DataType.Enumeration(List.of("a", "b,c", "")),
                new DataType.LabelSet(List.of("x", "y")),
                new DataType.Json(),
                new DataType.Uuid());
        List<Column> columns = new ArrayList<>();
        for (DataType type : types) {
            columns.add(new Column("c" + columns.size(), type, columns.size() % 2 == 0));
        }
        return new TableSchema(new TableId("shop", "every type"), columns, List.of(1, 2));
    }

    private static TableSchema declaredTypes() {
        return new TableSchema(
                new TableId("public", "declared types"),
                List.of(
                        new Column("span", new DataType.Other(), true, "int4range"),
                        new Column("amount", new DataType.Numeric(), false, "numeric"),
                        new Column("place", new DataType.Geometry(), true, "point srid 4326"),
                        new Column("unknown", new DataType.Text(), true)),
                List.of());
    }

    private static List<ChangeEvent> everyValue() {
        TableSchema table = new TableSchema(
                new TableId("shop", "values"),
                List.of(
                        new Column("whole", new DataType.Int(64, false), true),
                        new Column("real", new DataType.FloatingPoint(64), true),
                        new Column("truth", new DataType.Bool(), true),
                        new Column("words", new DataType.Text(), true),
                        new Column("bytes", new DataType.Bytes(), true)),
                List.of());
        return List.of(
                new Insert(table, Row.of(Long.MIN_VALUE, -0.0, true, "", new byte[] {0, -1})),
                new Insert(table, Row.of(Long.MAX_VALUE, 0.1, false, "größe \uD83D\uDD28", new byte[0])),
                new Insert(table, Row.of(23L, 1.5, null, "\u0000", null)),
                new Insert(table, Row.of(-25L, Double.MAX_VALUE, true, "x".repeat(300), new byte[300])),
                new Insert(table, Row.of(null, Row.ABSENT, Row.ABSENT, "y", Row.ABSENT)));
    }
}
