package io.dbstream.writer.apply;

import io.dbstream.change.ChangeEvent.Delete;
import io.dbstream.change.ChangeEvent.Insert;
import io.dbstream.change.ChangeEvent.Update;
import io.dbstream.change.Row;
import io.dbstream.schema.Column;
import io.dbstream.schema.DataType;
import io.dbstream.schema.TableId;
import io.dbstream.schema.TableSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Source tables and their changes, for tests. */
public final class Tables {
    public static final String NAMESPACE = "shop";

    private Tables() {}

    /** A table whose first column is its key, a bigint named id; the others may be NULL. */
    public static TableSchema keyed(String name, Column... others) {
        List<Column> columns = new ArrayList<>();
        columns.add(new Column("id", new DataType.Int(64, false), false));
        columns.addAll(Arrays.asList(others));
        return new TableSchema(new TableId(NAMESPACE, name), columns, List.of(0));
    }

    public static TableSchema keyless(String name, Column... columns) {
        return new TableSchema(new TableId(NAMESPACE, name), List.of(columns), List.of());
    }

    public static Column column(String name, DataType type) {
        return new Column(name, type, true);
    }

    public static Column text(String name) {
        return column(name, new DataType.Text());
    }

    public static Column number(String name) {
        return column(name, new DataType.Int(32, false));
    }

    public static Insert insert(TableSchema table, @Nullable Object... values) {
        return new Insert(table, Row.of(values));
    }

    public static Update update(TableSchema table, Row before, Row after) {
        return new Update(table, before, after);
    }

    public static Delete delete(TableSchema table, @Nullable Object... values) {
        return new Delete(table, Row.of(values));
    }

    public static Row row(@Nullable Object... values) {
        return Row.of(values);
    }
}
