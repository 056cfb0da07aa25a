package io.dbstream.reader.capture.postgres;

import io.dbstream.reader.capture.TableSelection;
import io.dbstream.schema.TableId;
import io.dbstream.stream.Operation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A publication: what of which tables the server decodes for a stream.
 *
 * @param number that the server gave it: one that is dropped and made anew has another
 * @param operations that it publishes
 * @param truncates whether it publishes truncates
 * @param viaRoot whether changes to partitions are told as those of the partitioned table
 * @param tables that it holds
 */
record Publication(
        String name, long number, Set<Operation> operations, boolean truncates, boolean viaRoot, Set<TableId> tables) {
    private static final Logger log = LoggerFactory.getLogger(Publication.class);

    private static final int WITH_SCHEMAS = 15;
    private static final int WITH_GENERATED = 18;
    /** By which dbstream knows again what it made. */
    private static final String MARK = "Made by dbstream";

    static @Nullable Publication find(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT oid::int8 AS number, pubinsert, pubupdate, pubdelete, pubtruncate, pubviaroot FROM pg_publication"
                        + " WHERE pubname = ?")) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return null;
                }
                Set<Operation> operations = EnumSet.noneOf(Operation.class);
                add(operations, Operation.INSERT, row.getBoolean("pubinsert"));
                add(operations, Operation.UPDATE, row.getBoolean("pubupdate"));
                add(operations, Operation.DELETE, row.getBoolean("pubdelete"));
                boolean truncates = row.getBoolean("pubtruncate");
                boolean viaRoot = row.getBoolean("pubviaroot");
                return new Publication(
                        name, row.getLong("number"), operations, truncates, viaRoot, tables(connection, name));
            }
        }
    }

    private static void add(Set<Operation> operations, Operation operation, boolean published) {
        if (published) {
            operations.add(operation);
        }
    }

    private static Set<TableId> tables(Connection connection, String name) throws SQLException {
        Set<TableId> tables = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT schemaname, tablename FROM pg_publication_tables WHERE pubname = ?")) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    tables.add(new TableId(rows.getString(1), rows.getString(2)));
                }
            }
        }
        return tables;
    }

    /** Everything that some selected table is captured for. */
    static Set<Operation> needed(TableSelection selection, List<SourceTable> tables) {
        if (selection.named().isEmpty()) {
            return EnumSet.allOf(Operation.class);
        }
        Set<Operation> needed = EnumSet.noneOf(Operation.class);
        tables.forEach(table -> needed.addAll(selection.operations(table.id())));
        return needed;
    }

    /** Whether a publication without a filter can hold the tables that are made later as well. */
    static boolean canHoldSchema(Server server) {
        return server.superuser() && server.version() >= WITH_SCHEMAS;
    }

    /** The statement that makes a publication of the selected tables. */
    static String creation(String name, TableSelection selection, List<SourceTable> tables, Server server) {
        StringBuilder sql = new StringBuilder("CREATE PUBLICATION ").append(SourceTable.quoted(name));
        if (selection.named().isEmpty() && canHoldSchema(server)) {
            sql.append(" FOR TABLES IN SCHEMA ").append(SourceTable.quoted(selection.defaultNamespace()));
        } else {
            sql.append(" FOR TABLE ")
                    .append(list(tables.stream().map(SourceTable::id).toList()));
        }
        sql.append(" WITH (").append(publish(needed(selection, tables))).append(", publish_via_partition_root = true");
        if (server.version() >= WITH_GENERATED) {
            sql.append(", publish_generated_columns = stored");
        }
        return sql.append(")").toString();
    }

    private static String list(List<TableId> tables) {
        return tables.stream().map(id -> "ONLY " + SourceTable.quoted(id)).collect(Collectors.joining(", "));
    }

    private static String publish(Set<Operation> operations) {
        List<String> names = new ArrayList<>();
        for (Operation operation : EnumSet.copyOf(operations)) {
            switch (operation) {
                case INSERT -> names.add("insert");
                case UPDATE -> names.add("update");
                case DELETE -> names.addAll(List.of("delete", "truncate"));
            }
        }
        return "publish = '" + String.join(", ", names) + "'";
    }

    /** Makes it; whoever made it at the same moment made the same. */
    static void create(Connection connection, String name, TableSelection selection, Server server)
            throws SQLException {
        List<SourceTable> tables = SourceTable.selected(connection, selection);
        try (Statement statement = connection.createStatement()) {
            statement.execute(creation(name, selection, tables, server));
            statement.execute("COMMENT ON PUBLICATION " + SourceTable.quoted(name) + " IS '" + MARK + "'");
        } catch (SQLException e) {
            if (!SqlErrors.is(e, SqlErrors.DUPLICATE_OBJECT)) {
                throw e;
            }
        }
        log.info("Made the publication {}", name);
        if (selection.named().isEmpty() && !canHoldSchema(server)) {
            log.warn(
                    "The stream holds the {} tables that there are in the schema {} now, and none that is made later:"
                            + " only a superuser of PostgreSQL 15 or later publishes a whole schema",
                    tables.size(),
                    selection.defaultNamespace());
        }
    }

    /** What it lacks for these tables, each with the statement that mends it. */
    List<String> lacks(TableSelection selection, List<SourceTable> selected) {
        List<String> missing = new ArrayList<>();
        Set<Operation> needed = needed(selection, selected);
        boolean truncatesLack = needed.contains(Operation.DELETE) && !truncates;
        if (!operations.containsAll(needed) || truncatesLack) {
            missing.add("the publication " + name + " does not publish all operations of the filter (ALTER PUBLICATION "
                    + SourceTable.quoted(name) + " SET (" + publish(needed) + "))");
        }
        if (!viaRoot && selected.stream().anyMatch(SourceTable::partitioned)) {
            missing.add(
                    "the publication " + name + " tells of partitions instead of partitioned tables (ALTER PUBLICATION "
                            + SourceTable.quoted(name) + " SET (publish_via_partition_root = true))");
        }
        List<TableId> absent = absent(selected);
        if (!absent.isEmpty() && !selection.named().isEmpty()) {
            missing.add("the publication " + name + " does not hold "
                    + absent.stream().map(TableId::toString).collect(Collectors.joining(", "))
                    + ", perhaps because it was made anew, and what was changed so far is in no log of this stream"
                    + " (ALTER PUBLICATION " + SourceTable.quoted(name) + " ADD TABLE " + list(absent)
                    + ", and load it anew)");
        }
        return missing;
    }

    /** The tables that it does not hold; partitions of a table that it is not to tell of are no matter. */
    List<TableId> absent(List<SourceTable> selected) {
        return selected.stream()
                .filter(table -> viaRoot || !table.partitioned())
                .map(SourceTable::id)
                .filter(id -> !tables.contains(id))
                .toList();
    }

    /**
     * Drops it, unless the user made it, or may not drop it.
     *
     * @param derived whether dbstream chose the name
     */
    static void drop(Connection connection, String name, boolean derived) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement(
                "SELECT coalesce(obj_description(oid, 'pg_publication'), '') FROM pg_publication WHERE pubname = ?")) {
            find.setString(1, name);
            try (ResultSet row = find.executeQuery()) {
                if (!row.next()) {
                    return;
                }
                if (!derived && !row.getString(1).equals(MARK)) {
                    return;
                }
            }
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP PUBLICATION IF EXISTS " + SourceTable.quoted(name));
            log.info("Dropped the publication {}", name);
        } catch (SQLException e) {
            if (SqlErrors.is(e, SqlErrors.MISSING_RIGHT)) {
                log.warn("The publication {} belongs to another user, and stays", name);
            } else if (SqlErrors.is(e, SqlErrors.READ_ONLY)) {
                log.warn("The publication {} is the primary's, and stays", name);
            } else {
                throw e;
            }
        }
    }
}
