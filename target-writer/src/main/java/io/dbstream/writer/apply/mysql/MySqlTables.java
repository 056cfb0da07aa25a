package io.dbstream.writer.apply.mysql;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.schema.TableId;
import io.dbstream.schema.TableSchema;
import io.dbstream.stream.OwnTables;
import io.dbstream.writer.apply.CheckpointTable;
import io.dbstream.writer.apply.ColumnPlan;
import io.dbstream.writer.apply.LetterTable;
import io.dbstream.writer.apply.TableMapping;
import io.dbstream.writer.apply.TableWriter;
import io.dbstream.writer.apply.TargetTables;
import io.dbstream.writer.apply.Transaction;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The tables of a MySQL or MariaDB server. */
final class MySqlTables implements TargetTables {
    private final MySqlSession session;
    private final Transaction transaction;
    private final Workshop workshop;
    private final MySqlTypes types;
    private final TableMapping mapping;
    private final boolean triggersFire;
    private final Catalog catalog;
    private final RowStatement statement;
    private final LoadRun load;

    MySqlTables(
            MySqlSession session,
            Transaction transaction,
            Workshop workshop,
            MySqlTypes types,
            TableMapping mapping,
            boolean triggersFire) {
        this.session = session;
        this.transaction = transaction;
        this.workshop = workshop;
        this.types = types;
        this.mapping = mapping;
        this.triggersFire = triggersFire;
        this.catalog = new Catalog(session.connection(), session.server());
        this.statement = new RowStatement(session);
        this.load = new LoadRun(session);
        mapping.refuseSharing(id -> nameOf(id).toString());
    }

    @Override
    public TableName nameOf(TableId source) {
        TableId target = mapping.target(source);
        String database = target.namespace().isEmpty() ? session.database() : target.namespace();
        return session.foldsNames()
                ? new TableName(database.toLowerCase(Locale.ROOT), target.name().toLowerCase(Locale.ROOT))
                : new TableName(database, target.name());
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
        if (!triggersFire && !table.triggers().isEmpty()) {
            throw firing(table);
        }
        ColumnPlan<PlanColumn> columns = MySqlColumns.of(source, table, types);
        return new MySqlWriter(session, statement, load, table, columns);
    }

    /** What triggers of the source did is in its log, and comes by itself. */
    private static StreamException firing(TargetTable table) {
        return new StreamException(
                ErrorKind.PREREQUISITE,
                "Target table " + table.name()
                        + " has triggers, which would do once more what triggers of the source have"
                        + " done: DROP TRIGGER " + TableName.quote(table.name().database()) + "."
                        + TableName.quote(table.triggers().getFirst())
                        + ", or, if they do something else, set target.settings.triggers to fire");
    }

    @Override
    public void make(TableSchema source) throws SQLException {
        workshop.make(nameOf(source.id()), TableCreation.statement(source, nameOf(source.id()), types));
    }

    @Override
    public void empty(List<TableWriter> tables) throws SQLException {
        for (TableWriter table : tables) {
            TableName name = ((MySqlWriter) table).name();
            SQLException failure = transaction.attempt(() -> delete(name));
            if (failure != null && MySqlFailures.isReferenced(failure)) {
                // The source did it too, with rows that point to each other, or without looking at foreign keys.
                failure = transaction.attempt(() -> deleteUnchecked(name));
            }
            if (failure != null) {
                throw MySqlFailures.of(failure, "Emptying " + name, null);
            }
        }
    }

    private void delete(TableName name) throws SQLException {
        transaction.execute("DELETE FROM " + name.sql());
    }

    private void deleteUnchecked(TableName name) throws SQLException {
        transaction.execute("SET foreign_key_checks = 0");
        try {
            delete(name);
        } finally {
            transaction.execute("SET foreign_key_checks = 1");
        }
    }

    /** The servers check row by row, at the source as here. */
    @Override
    public void deferConstraints() {}

    @Override
    public void checkConstraints() {}

    @Override
    public CheckpointTable checkpoints(String streamId) throws SQLException {
        TableName name = own(
                OwnTables.CHECKPOINT,
                "stream_id varchar(27) CHARACTER SET ascii COLLATE ascii_bin PRIMARY KEY,"
                        + " fence bigint NOT NULL, epoch text, sequence bigint, position text, events bigint,"
                        + " updated_at datetime(6)");
        return new CheckpointTable(
                session.connection(),
                transaction,
                name.sql(),
                "ON DUPLICATE KEY UPDATE fence = fence + 1",
                "UTC_TIMESTAMP(6)",
                streamId);
    }

    @Override
    public LetterTable letters(String streamId) throws SQLException {
        TableName name = own(
                OwnTables.DEAD_LETTER,
                "stream_id varchar(27) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, event bigint NOT NULL,"
                        + " letter bigint NOT NULL, source_schema varchar(64) COLLATE utf8mb4_bin NOT NULL,"
                        + " source_table varchar(64) COLLATE utf8mb4_bin NOT NULL,"
                        + " row_digest varchar(43) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,"
                        + " becomes_digest varchar(43) CHARACTER SET ascii COLLATE ascii_bin,"
                        + " kind varchar(30), reason text, since varchar(30) NOT NULL, bundle longblob NOT NULL,"
                        + " PRIMARY KEY (stream_id, event)");
        return new LetterTable(session.connection(), transaction, name.sql(), streamId);
    }

    /** A table of dbstream's own in the connection's database, made unless it is there. */
    private TableName own(String table, String definition) throws SQLException {
        TableName name = new TableName(
                session.database(),
                nameOf(new TableId(session.database(), table)).name());
        if (catalog.find(name) == null) {
            workshop.make(
                    name,
                    "CREATE TABLE IF NOT EXISTS " + name.sql() + " (" + definition
                            + ") ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4");
        }
        return name;
    }
}
