package io.dbstream.reader.capture.postgres;

import io.dbstream.database.postgres.PostgresConnections;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.reader.capture.Capture;
import io.dbstream.reader.capture.ChangeListener;
import io.dbstream.reader.capture.TableSelection;
import io.dbstream.stream.ConnectionString;
import io.dbstream.stream.Side;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the log of a PostgreSQL server by logical replication: a slot keeps the log, a publication says which tables are decoded. */
public final class PostgresCapture implements Capture {
    private static final Logger log = LoggerFactory.getLogger(PostgresCapture.class);

    private final PostgresSettings settings;
    private final TableSelection selection;
    private final Connector connector;
    private volatile boolean stopping;
    private volatile @Nullable ReplicationConnection reading;
    /** On which a slot is being made, which may take as long as the longest transaction. */
    private volatile @Nullable Connection making;

    private @Nullable LogStream stream;
    private String system = "";

    /**
     * @param where how to reach the server
     * @param settings those of the source, by name; unknown ones are refused
     * @param streamId makes the names of slot and publication
     */
    public PostgresCapture(
            ConnectionString where, Map<String, String> settings, TableSelection selection, String streamId) {
        this.settings = PostgresSettings.of(settings, streamId);
        this.selection = selection;
        this.connector = new Connector(PostgresConnections.of(Side.SOURCE, where, settings, "dbstream-" + streamId));
    }

    @Override
    public void preflight() {
        new Preflight(connector, settings, selection).check();
    }

    /** Makes slot and publication where they are missing; a slot that is there already is read on from where it stands. */
    @Override
    public String end() {
        String identifier = systemIdentifier();
        return connector
                .with("make the replication slot " + settings.slot(), made -> startOfSlot(made, identifier))
                .text();
    }

    private LogPosition startOfSlot(Connection connection, String identifier) throws SQLException {
        making = connection;
        try {
            return stopping ? new LogPosition(identifier, 0, 0) : slotOrNew(connection, identifier);
        } finally {
            making = null;
        }
    }

    private LogPosition slotOrNew(Connection connection, String identifier) throws SQLException {
        Server server = Server.of(connection);
        // The publication first: the log from before it was made cannot be decoded with it.
        Publication publication = Publication.find(connection, settings.publication());
        if (publication == null) {
            Publication.create(connection, settings.publication(), selection, server);
            publication = Publication.find(connection, settings.publication());
        }
        long number = publication == null ? 0 : publication.number();
        Slot slot = Slot.find(connection, settings.slot(), server);
        if (slot == null) {
            return new LogPosition(identifier, Slot.create(connection, settings.slot(), server), number);
        }
        String fault = slot.unusable(server.database());
        if (fault != null) {
            throw new StreamException(
                    ErrorKind.PREREQUISITE,
                    "the source is not ready: " + fault + " (SELECT pg_drop_replication_slot('" + slot.name()
                            + "'), and it is made anew)");
        }
        String other = slot.otherHolder(connection);
        if (other != null) {
            throw new StreamException(
                    ErrorKind.CONFIGURATION,
                    "the replication slot " + slot.name() + " is being read by another (" + other
                            + "): name one of the stream's own in source.settings." + PostgresSettings.SLOT);
        }
        return new LogPosition(identifier, slot.confirmed(), number);
    }

    private String systemIdentifier() {
        try (ReplicationConnection connection = connector.openReplication()) {
            return connection.systemIdentifier();
        } catch (SQLException e) {
            throw connector.failure("identify the server", e);
        }
    }

    @Override
    public void read(String coordinate, ChangeListener listener) {
        if (stopping) {
            return;
        }
        LogPosition position = LogPosition.parse(coordinate);
        system = position.system();
        try (ReplicationConnection connection = connector.openReplication();
                Catalog catalog = new Catalog(connector)) {
            reading = connection;
            PositionCheck check = new PositionCheck(connector, settings, selection);
            LogPosition known = check.require(position, connection.systemIdentifier());
            Pace pace = new Pace(known, listener, System::nanoTime);
            LogReader reader = new LogReader(selection, catalog, listener, pace);
            connection.start(settings.slot(), settings.publication(), position.lsn());
            Watch.Check published = watching -> check.requirePublished(watching, known);
            follow(new LogStream(connection, reader, pace), published, connection::abort);
        } catch (SQLException e) {
            if (!stopping) {
                throw connector.failure("read the log", e);
            }
        } finally {
            reading = null;
            stream = null;
        }
    }

    private void follow(LogStream opened, Watch.Check check, Runnable end) throws SQLException {
        stream = opened;
        try (Watch watch = new Watch(connector, Watch.USUAL, check, end)) {
            try {
                while (!stopping) {
                    opened.advance();
                }
            } catch (SQLException e) {
                if (!stopping) {
                    watch.raise();
                }
                throw e;
            }
        }
    }

    @Override
    public void confirm(String coordinate) {
        LogStream open = stream;
        if (open == null) {
            return;
        }
        LogPosition position = LogPosition.parse(coordinate);
        if (!position.system().equals(system)) {
            return;
        }
        try {
            open.confirm(position.lsn());
        } catch (SQLException e) {
            if (!stopping) {
                throw connector.failure("confirm what the target has", e);
            }
        }
    }

    @Override
    public void release() {
        connector.with("drop what was made for the stream", connection -> {
            Server server = Server.of(connection);
            Slot.drop(connection, settings.slot(), server);
            Publication.drop(connection, settings.publication(), settings.derivedPublication());
            return true;
        });
    }

    @Override
    public void stop() {
        stopping = true;
        ReplicationConnection connection = reading;
        if (connection != null) {
            connection.abort();
        }
        Connection waiting = making;
        if (waiting != null) {
            cancel(waiting);
        }
    }

    private static void cancel(Connection connection) {
        try {
            connection.unwrap(PGConnection.class).cancelQuery();
        } catch (SQLException e) {
            log.warn("Making the replication slot goes on, although the stream is stopped: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        stop();
    }
}
