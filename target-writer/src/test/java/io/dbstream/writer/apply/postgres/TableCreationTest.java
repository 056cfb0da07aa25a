package io.dbstream.writer.apply.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbstream.schema.Column;
import io.dbstream.schema.DataType;
import io.dbstream.schema.TableId;
import io.dbstream.schema.TableSchema;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableCreationTest {
    private static final TableName NAME = new TableName("public", "Or\"ders");

    @Test
    void a_table_is_made_with_its_names_types_and_key() {
        TableSchema schema = new TableSchema(
                new TableId("shop", "Or\"ders"),
                List.of(
                        new Column("Line No", new DataType.Int(8, true), false),
                        new Column("order", new DataType.Int(64, true), false),
                        new Column("price", new DataType.Decimal(10, 2, false), true)),
                List.of(1, 0));
        assertThat(TableCreation.statement(schema, NAME, List.of("smallint", "numeric(20,0)", "numeric(10,2)")))
                .isEqualTo(
                        "CREATE TABLE IF NOT EXISTS \"public\".\"Or\"\"ders\" (\"Line No\" smallint NOT NULL,"
                                + " \"order\" numeric(20,0) NOT NULL, \"price\" numeric(10,2), PRIMARY KEY (\"order\", \"Line No\"))");
    }

    @Test
    void a_key_that_may_be_null_becomes_a_unique_constraint() {
        TableSchema schema = new TableSchema(
                new TableId("shop", "t"), List.of(new Column("a", new DataType.Varchar(0), true)), List.of(0));
        assertThat(TableCreation.statement(schema, NAME, List.of("text"))).endsWith("(\"a\" text, UNIQUE (\"a\"))");
    }
}
