package io.dbstream.reader.capture.postgres;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.reader.capture.TableSelection;
import io.dbstream.schema.TableId;
import io.dbstream.stream.Operation;
import io.dbstream.stream.Spelling;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks everything that a source must have and allow, and says in one message all that is missing. */
final class Preflight {
    private static final Logger log = LoggerFactory.getLogger(Preflight.class);

    private static final int OLDEST = 14;
    private static final int DECODING_STANDBY = 16;

    private final Connector connector;
    private final PostgresSettings settings;
    private final TableSelection selection;

    Preflight(Connector connector, PostgresSettings settings, TableSelection selection) {
        this.connector = connector;
        this.settings = settings;
        this.selection = selection;
    }

    void check() {
        List<String> missing = connector.with("check the source", connection -> {
            Server server = Server.of(connection);
            List<String> found = new ArrayList<>(settings(server));
            found.addAll(slot(connection, server));
            found.addAll(tables(connection, server));
            return found;
        });
        if (missing.isEmpty()) {
            missing = tryReplication();
        } else {
            missing.addAll(tryReplication());
        }
        if (!missing.isEmpty()) {
            throw new StreamException(
                    ErrorKind.PREREQUISITE,
                    "the source " + connector.where() + " is not ready: " + String.join("; ", missing));
        }
    }

    private static List<String> settings(Server server) {
        List<String> missing = new ArrayList<>();
        if (server.version() < OLDEST) {
            missing.add("its version is " + server.version() + ", and the oldest that is supported is " + OLDEST);
        }
        if (!server.walLevel().equals("logical")) {
            missing.add("wal_level is " + server.walLevel()
                    + " (ALTER SYSTEM SET wal_level = logical, and restart the server)");
        }
        if (server.maxSenders() == 0) {
            missing.add("max_wal_senders is 0 (ALTER SYSTEM SET max_wal_senders = 10, and restart the server)");
        }
        if (server.standby() && server.version() < DECODING_STANDBY) {
            missing.add("it is a standby, which can be a source from version " + DECODING_STANDBY
                    + " on (name the primary in the connection)");
        }
        if (server.encoding().equals("SQL_ASCII")) {
            log.warn("The encoding of the source's database is SQL_ASCII: a text that is not UTF-8 stops the stream");
        }
        return missing;
    }

    private List<String> slot(Connection connection, Server server) throws SQLException {
        Slot slot = Slot.find(connection, settings.slot(), server);
        if (slot == null && server.slots() >= server.maxSlots()) {
            return List.of("all " + server.maxSlots()
                    + " replication slots are in use (drop one that nobody reads from, see pg_replication_slots, or ALTER"
                    + " SYSTEM SET max_replication_slots = " + (server.slots() + 5) + " and restart the server)");
        }
        return List.of();
    }

    private List<String> tables(Connection connection, Server server) throws SQLException {
        List<String> missing = new ArrayList<>();
        List<SourceTable> tables = selected(connection, missing);
        Publication publication = Publication.find(connection, settings.publication());
        if (publication == null) {
            missing.addAll(creation(tables, server));
        } else {
            missing.addAll(publication.lacks(selection, tables));
            tellWhatIsLeftOut(publication, tables);
        }
        Set<Operation> published =
                publication == null ? Publication.needed(selection, tables) : publication.operations();
        missing.addAll(identities(tables, published));
        return missing;
    }

    private List<SourceTable> selected(Connection connection, List<String> missing) throws SQLException {
        if (selection.named().isEmpty()) {
            return SourceTable.selected(connection, selection);
        }
        List<SourceTable> tables = new ArrayList<>();
        for (TableId id : selection.named()) {
            SourceTable table = SourceTable.named(connection, id);
            String fault = table == null ? absent(connection, id) : fault(table);
            if (fault != null) {
                missing.add(fault);
            } else if (table != null) {
                tables.add(table);
            }
        }
        return tables;
    }

    private static String absent(Connection connection, TableId id) throws SQLException {
        String hint = Spelling.hint(id.toString(), SourceTable.names(connection));
        return "the table " + id + " of the filter does not exist"
                + (hint.isEmpty() ? " (check schema, name, upper and lower case)" : hint);
    }

    private @Nullable String fault(SourceTable table) {
        if (table.fault() != null) {
            return table.id() + " " + table.fault();
        }
        TableId root = table.root();
        if (root != null && selection.named().contains(root)) {
            return table.id() + " is a partition of " + root + ", which stands for it (leave it out of the filter)";
        }
        return null;
    }

    private List<String> creation(List<SourceTable> tables, Server server) {
        if (server.standby()) {
            return List.of("the publication " + settings.publication()
                    + " does not exist, and a standby cannot make it (on the primary: "
                    + creationStatement(tables, server) + ")");
        }
        if (tables.isEmpty()) {
            return selection.named().isEmpty() && !Publication.canHoldSchema(server)
                    ? List.of("the schema " + selection.defaultNamespace()
                            + " has no tables yet, and those made later would be left out: only a superuser of PostgreSQL 15"
                            + " or later publishes a whole schema")
                    : List.of();
        }
        List<String> missing = new ArrayList<>();
        String user = SourceTable.quoted(server.user());
        if (!server.mayCreate()) {
            missing.add("the user may not create a publication (GRANT CREATE ON DATABASE "
                    + SourceTable.quoted(server.database()) + " TO " + user + ")");
        }
        List<SourceTable> foreign =
                tables.stream().filter(table -> !table.owned()).toList();
        if (!foreign.isEmpty()) {
            missing.add(
                    "the user does not own " + names(foreign) + ", and only an owner publishes a table (as the owner: "
                            + creationStatement(tables, server)
                            + ", and name it in source.settings." + PostgresSettings.PUBLICATION
                            + "; or GRANT the owner's role TO "
                            + user + ")");
        }
        return missing;
    }

    /** As a user would write it, under a name of the user's choice. */
    private String creationStatement(List<SourceTable> tables, Server server) {
        String name = settings.derivedPublication() ? "dbstream" : settings.publication();
        return Publication.creation(name, selection, tables, server);
    }

    /** A table that publishes updates without saying which row they concern can no longer be updated at all. */
    private static List<String> identities(List<SourceTable> tables, Set<Operation> published) {
        List<String> missing = new ArrayList<>();
        boolean needed = published.contains(Operation.UPDATE) || published.contains(Operation.DELETE);
        for (SourceTable table : tables) {
            if (needed && !table.identity()) {
                missing.add(table.id() + (table.partitioned() ? " or a partition of it" : "")
                        + " has no primary key and no other replica identity, so its updates and deletes would be refused"
                        + " once it is published (ALTER TABLE " + SourceTable.quoted(table.id())
                        + " REPLICA IDENTITY FULL" + (table.partitioned() ? ", and so for each partition" : "") + ")");
            } else if (!table.unlike().isEmpty()) {
                missing.add(table.id() + " has REPLICA IDENTITY FULL, but its partitions have not: "
                        + table.unlike().stream()
                                .map(partition -> "ALTER TABLE " + partition + " REPLICA IDENTITY FULL")
                                .collect(Collectors.joining(", ")));
            }
        }
        return missing;
    }

    private void tellWhatIsLeftOut(Publication publication, List<SourceTable> tables) {
        List<TableId> absent = publication.absent(tables);
        if (selection.named().isEmpty() && !absent.isEmpty()) {
            log.warn(
                    "The publication {} does not hold {}: ALTER PUBLICATION {} ADD TABLE takes them in",
                    publication.name(),
                    absent,
                    SourceTable.quoted(publication.name()));
        }
    }

    private static String names(List<SourceTable> tables) {
        return tables.stream().map(table -> table.id().toString()).collect(Collectors.joining(", "));
    }

    /** Logs in as the reader will. */
    private List<String> tryReplication() {
        try {
            connector.openReplication().close();
            return List.of();
        } catch (StreamException e) {
            if (e.kind() != ErrorKind.PREREQUISITE) {
                throw e;
            }
            return List.of("the user may not replicate (ALTER ROLE "
                    + SourceTable.quoted(connector.where().user())
                    + " REPLICATION; on Amazon RDS: GRANT rds_replication TO "
                    + SourceTable.quoted(connector.where().user()) + ")");
        }
    }
}
