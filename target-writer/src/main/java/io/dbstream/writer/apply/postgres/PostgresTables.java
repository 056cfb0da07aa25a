package io.dbstream.writer.apply.postgres;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.schema.Column;
import io.dbstream.schema.DataType.Enumeration;
import io.dbstream.schema.TableId;
import io.dbstream.schema.TableSchema;
import io.dbstream.stream.OwnTables;
import io.dbstream.writer.apply.CheckpointTable;
import io.dbstream.writer.apply.LetterTable;
import io.dbstream.writer.apply.TableMapping;
import io.dbstream.writer.apply.TableWriter;
import io.dbstream.writer.apply.TargetTables;
import io.dbstream.writer.apply.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tables of a PostgreSQL database. What is made there is part of the open transaction. */
final class PostgresTables implements TargetTables {
    private final Connection connection;
    private final Transaction transaction;
    private final Catalog catalog;
    private final TableMapping mapping;
    private final String currentSchema;
    private final BulkStatement statement;
    private final CopyRun copy;
    private final SourceTypes types;
    private final EnumTypes enums;
    private final OwnTransaction apart;

    PostgresTables(
            Connection connection,
            Transaction transaction,
            TableMapping mapping,
            Catalog catalog,
            SourceTypes types,
            OwnTransaction apart)
            throws SQLException {
        this.connection = connection;
        this.transaction = transaction;
        this.catalog = catalog;
        this.mapping = mapping;
        this.currentSchema = Session.currentSchema(connection);
        this.types = types;
        this.enums = new EnumTypes(connection, apart);
        this.apart = apart;
        this.statement = new BulkStatement(connection);
        this.copy = new CopyRun(connection);
        mapping.refuseSharing(id -> nameOf(id).toString());
    }

    @Override
    public TableName nameOf(TableId id) {
        TableId target = mapping.target(id);
        return new TableName(target.namespace().isEmpty() ? currentSchema : target.namespace(), target.name());
    }

    @Override
    public boolean has(TableId source) throws SQLException {
        return catalog.find(nameOf(source)) != null;
    }

    @Override
    public @Nullable TableWriter find(TableSchema source) throws SQLException {
        TargetTable table = catalog.find(nameOf(source.id()));
        if (table == null) {
            return null;
        }
        completeEnums(source, table);
        return new PostgresWriter(
                connection, transaction, statement, copy, table, PostgresColumns.of(source, table, types));
    }

    /** An enum of the source may have got labels since the target's was made. */
    private void completeEnums(TableSchema source, TargetTable table) throws SQLException {
        for (Column column : source.columns()) {
            TargetColumn target = table.column(column.name());
            if (target != null && target.type().isEnum() && column.type() instanceof Enumeration enumeration) {
                TypeName exact = types.exact(column);
                if (exact != null && target.type().holds(exact)) {
                    enums.complete(exact, enumeration.labels());
                }
            }
        }
    }

    @Override
    public void make(TableSchema source) throws SQLException {
        TableName name = nameOf(source.id());
        List<String> columnTypes = new ArrayList<>();
        for (Column column : source.columns()) {
            columnTypes.add(typeOf(column, name));
        }
        makeSchema(name.schema());
        String create = TableCreation.statement(source, name, columnTypes);
        SQLException failure = transaction.attempt(() -> transaction.execute(create));
        // IF NOT EXISTS does not see what another has made but not committed: then its commit is awaited, and this one
        // fails.
        if (failure != null && !PostgresErrors.isMadeByAnother(failure)) {
            throw unmade(failure, create, "table " + name, grantIn(name.schema()));
        }
    }

    /** The type for a column to be made; an enum that the target lacks is made too. */
    private String typeOf(Column column, TableName table) throws SQLException {
        TypeName exact = types.exact(column);
        if (exact == null) {
            return PostgresTypes.created(column);
        }
        if (!types.has(exact)) {
            if (!(column.type() instanceof Enumeration enumeration)) {
                throw MissingType.of(exact, column, table);
            }
            makeSchema(exact.schema());
            makeApart(
                    EnumTypes.creation(exact, enumeration.labels()),
                    "type " + exact.schema() + "." + exact.name(),
                    grantIn(exact.schema()));
        }
        return exact.sql();
    }

    private void makeSchema(String schema) throws SQLException {
        if (!catalog.hasSchema(schema)) {
            makeApart(
                    "CREATE SCHEMA IF NOT EXISTS " + TableName.quote(schema),
                    "schema " + schema,
                    "GRANT CREATE ON DATABASE " + TableName.quote(connection.getCatalog()) + " TO "
                            + Session.user(connection));
        }
    }

    private String grantIn(String schema) throws SQLException {
        return "GRANT CREATE, USAGE ON SCHEMA " + TableName.quote(schema) + " TO " + Session.user(connection);
    }

    private void makeApart(String create, String what, String grant) throws SQLException {
        SQLException failure = apart.attempt(List.of(create));
        if (failure != null) {
            throw unmade(failure, create, what, grant);
        }
    }

    private static StreamException unmade(SQLException failure, String create, String what, String grant) {
        if (PostgresErrors.isMissingRight(failure)) {
            return new StreamException(
                    ErrorKind.PREREQUISITE,
                    "The target lacks " + what + ", and the user may not make it: " + grant + ", or make it yourself: "
                            + create);
        }
        return PostgresErrors.of(failure, "Making " + what + " at the target", null);
    }

    @Override
    public void empty(List<TableWriter> tables) throws SQLException {
        List<String> names = tables.stream()
                .map(table -> ((PostgresWriter) table).name().sql())
                .toList();
        String together = String.join(", ", names);
        if (transaction.attempt(() -> transaction.execute("TRUNCATE " + together)) == null) {
            return;
        }
        // A table that a foreign key points to from outside, or no right to truncate: deleting needs neither.
        SQLException failure = transaction.attempt(() -> {
            for (String name : names) {
                transaction.execute("DELETE FROM " + name);
            }
        });
        if (failure != null) {
            throw PostgresErrors.of(failure, "Emptying " + together, null);
        }
    }

    @Override
    public void deferConstraints() throws SQLException {
        transaction.execute("SET CONSTRAINTS ALL DEFERRED");
    }

    @Override
    public void checkConstraints() throws SQLException {
        transaction.execute("SET CONSTRAINTS ALL IMMEDIATE");
    }

    @Override
    public CheckpointTable checkpoints(String streamId) throws SQLException {
        TableName table = own(
                OwnTables.CHECKPOINT,
                "the stream's checkpoint is kept",
                "stream_id varchar(27) PRIMARY KEY, fence bigint NOT NULL, epoch text, sequence bigint, position text,"
                        + " events bigint, updated_at timestamptz");
        return new CheckpointTable(
                connection,
                transaction,
                table.sql(),
                "ON CONFLICT (stream_id) DO UPDATE SET fence = " + TableName.quote(OwnTables.CHECKPOINT) + ".fence + 1",
                "clock_timestamp()",
                streamId);
    }

    @Override
    public LetterTable letters(String streamId) throws SQLException {
        TableName table = own(
                OwnTables.DEAD_LETTER,
                "the rows that it refuses are kept",
                "stream_id varchar(27) NOT NULL, event bigint NOT NULL, letter bigint NOT NULL, source_schema text NOT"
                        + " NULL, source_table text NOT NULL, row_digest varchar(43) NOT NULL, becomes_digest varchar(43),"
                        + " kind text, reason text, since text NOT NULL, bundle bytea NOT NULL, PRIMARY KEY (stream_id,"
                        + " event)");
        return new LetterTable(connection, transaction, table.sql(), streamId);
    }

    /** A table of dbstream's own in the current schema, made unless it is there. */
    private TableName own(String name, String purpose, String definition) throws SQLException {
        TableName table = new TableName(currentSchema, name);
        if (catalog.find(table) != null) {
            return table;
        }
        String create = "CREATE TABLE IF NOT EXISTS " + table.sql() + " (" + definition + ")";
        SQLException failure = transaction.attempt(() -> transaction.execute(create));
        if (failure == null || PostgresErrors.isMadeByAnother(failure)) {
            return table;
        }
        if (PostgresErrors.isMissingRight(failure)) {
            throw new StreamException(
                    ErrorKind.PREREQUISITE,
                    "The target lacks table " + table + ", in which " + purpose + ", and the user may not make it:"
                            + " GRANT CREATE, USAGE ON SCHEMA " + TableName.quote(table.schema()) + " TO "
                            + Session.user(connection));
        }
        throw failure;
    }
}
