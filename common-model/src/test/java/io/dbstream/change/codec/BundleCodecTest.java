package io.dbstream.change.codec;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import io.dbstream.error.StreamException;
import io.dbstream.schema.Column;
import io.dbstream.schema.DataType;
import io.dbstream.schema.TableId;
import io.dbstream.schema.TableSchema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BundleCodecTest {
    private static final SourcePosition START = new SourcePosition("log:4", 100);
    private static final TableSchema PRODUCTS = new TableSchema(
            new TableId("shop", "products"),
            List.of(
                    new Column("id", new DataType.Int(32, true), false),
                    new Column("name", new DataType.Varchar(40), true)),
            List.of(0));
    private static final TableSchema EVERY_TYPE =
            new TableSchema(new TableId("shop", "every type"), everyType(), List.of());

    private final BundleDecoder decoder = new BundleDecoder();

    @Test
    void everyEventComesBackAsItWas() {
        List<ChangeEvent> events = List.of(
                new Discard(),
                new Insert(PRODUCTS, Row.of(1L, "hammer")),
                new Update(PRODUCTS, null, Row.of(1L, Row.ABSENT)),
                new Update(PRODUCTS, Row.of(1L, null), Row.of(2L, "größe \uD83D\uDD28")),
                new Delete(PRODUCTS, Row.of(2L, Row.ABSENT)),
                new Commit(new SourcePosition("log:99", 104), Instant.parse("2026-11-22T10:00:00.123456Z")),
                new SchemaChange(EVERY_TYPE),
                new Truncate(PRODUCTS));

        Bundle bundle = decoder.decode(encode(events));

        assertThat(bundle).isEqualTo(new Bundle(100, events, new SourcePosition("log:99", 104), true));
    }

    @Test
    void everyKindOfValueComesBackAsItWas() {
        TableSchema table = new TableSchema(
                new TableId("shop", "values"),
                List.of(
                        new Column("a", new DataType.Int(64, false), true),
                        new Column("b", new DataType.FloatingPoint(64), true),
                        new Column("c", new DataType.Bytes(), true),
                        new Column("d", new DataType.Bool(), true),
                        new Column("e", new DataType.Text(), true)),
                List.of());
        List<ChangeEvent> events = List.of(
                new Insert(table, Row.of(Long.MIN_VALUE, -0.0, new byte[] {0, -1}, true, "")),
                new Insert(table, Row.of(Long.MAX_VALUE, Double.MIN_VALUE, new byte[0], false, "\u0000")),
                new Insert(table, Row.of(null, null, null, null, null)),
                new Insert(table, Row.of(Row.ABSENT, Row.ABSENT, Row.ABSENT, Row.ABSENT, "x")),
                new Insert(table, Row.of(-1L, 0.1f * 1.0, new byte[70_000], null, "y".repeat(70_000))));

        assertThat(decoder.decode(encode(events)).events()).isEqualTo(events);
    }

    @Test
    void whatAnUpdateDoesNotChangeIsThereOnce() {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            columns.add(new Column("c" + i, new DataType.Text(), true));
        }
        TableSchema table = new TableSchema(new TableId("shop", "updates"), columns, List.of(0));
        Row before = Row.of(1L, "same", new byte[] {1, 2}, null, null, "value", 1.5, Row.ABSENT);
        Row after = Row.of(1L, "same", new byte[] {1, 2}, null, "value", null, -0.0, Row.ABSENT);

        Update update = (Update) decoder.decode(encode(List.of(new Update(table, before, after))))
                .events()
                .getFirst();

        assertThat(update).isEqualTo(new Update(table, before, after));
        assertThat(update.after().get(1))
                .isSameAs(requireNonNull(update.before()).get(1));
        assertThat(update.after().get(2)).isSameAs(update.before().get(2));
    }

    @Test
    void aColumnThatTheLogLeftOutBehindAnUpdateHasNotChanged() {
        Update update = new Update(PRODUCTS, Row.of(1L, "hammer"), Row.of(2L, Row.ABSENT));

        assertThat(decoder.decode(encode(List.of(update))).events())
                .containsExactly(new Update(PRODUCTS, Row.of(1L, "hammer"), Row.of(2L, "hammer")));
    }

    @Test
    void longValuesComeBackAsTheyWere() {
        byte[] bytes = new byte[500_000];
        new Random(1).nextBytes(bytes);
        Object[] values = {
            "a".repeat(300_000),
            "ä€😀".repeat(50_000),
            bytes,
            // In pieces on the wire.
            "long enough ".repeat(1000),
            new byte[300],
            new byte[0],
            "",
            "x".repeat(24),
            Row.ABSENT,
            null,
            1L << 40,
            1.5,
            true
        };
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            columns.add(new Column("c" + i, new DataType.Text(), true));
        }
        TableSchema table = new TableSchema(new TableId("shop", "long"), columns, List.of());
        BundleEncoder encoder = new BundleEncoder(0, START, 100);
        encoder.add(new Insert(table, Row.of(values)));
        encoder.add(new Insert(table, Row.of(values)));

        List<ChangeEvent> events = new BundleDecoder().decode(encoder.finish()).events();

        assertThat(events)
                .hasSize(2)
                .allSatisfy(event -> assertThat(((Insert) event).after()).isEqualTo(Row.of(values)));
    }

    @Test
    void bundleWithoutCommitResumesWhereTheOneBeforeDid() {
        Bundle bundle = decoder.decode(encode(List.of(new Insert(PRODUCTS, Row.of(1L, "a")))));

        assertThat(bundle.resume()).isEqualTo(START);
        assertThat(bundle.unfinished()).isTrue();
    }

    @Test
    void bundleThatEndsWithCommitIsFinished() {
        Bundle bundle = decoder.decode(encode(List.of(new Commit(new SourcePosition("log:5", 100), Instant.EPOCH))));

        assertThat(bundle.unfinished()).isFalse();
    }

    @Test
    void anUnchangedTableIsTheSameObjectInEveryBundle() {
        List<ChangeEvent> events = List.of(new Truncate(PRODUCTS));

        Truncate first = (Truncate) decoder.decode(encode(events)).events().getFirst();
        Truncate second = (Truncate) decoder.decode(encode(events)).events().getFirst();

        assertThat(first.table()).isSameAs(second.table());
    }

    @Test
    void schemaOfATableIsWrittenOnce() {
        int one = encode(List.of(new Truncate(EVERY_TYPE))).length;
        int two = encode(List.of(new Truncate(EVERY_TYPE), new Truncate(EVERY_TYPE))).length;

        assertThat(two - one).isLessThan(5);
    }

    @Test
    void somethingElseIsRefused() {
        assertThatThrownBy(() -> decoder.decode("{}".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isInstanceOf(StreamException.class)
                .hasMessageContaining("cannot be read");
    }

    private static byte[] encode(List<ChangeEvent> events) {
        BundleEncoder encoder = new BundleEncoder(START.events(), START, 1024);
        events.forEach(encoder::add);
        return encoder.finish();
    }

    private static List<Column> everyType() {
        List<DataType> types = List.of(
                new DataType.Bool(),
                new DataType.Int(64, true),
                new DataType.Decimal(65, 30, false),
                new DataType.FloatingPoint(32),
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
                new DataType.LabelSet(List.of()),
                new DataType.Json(),
                new DataType.Uuid());
        List<Column> columns = new ArrayList<>();
        for (DataType type : types) {
            columns.add(new Column("c" + columns.size(), type, columns.size() % 2 == 0));
        }
        return columns;
    }
}
