package io.dbstream.reader.capture.postgres;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.reader.capture.TableSelection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the log can be read on from a position without a gap. */
final class PositionCheck {
    private static final Logger log = LoggerFactory.getLogger(PositionCheck.class);

    private final Connector connector;
    private final PostgresSettings settings;
    private final TableSelection selection;

    PositionCheck(Connector connector, PostgresSettings settings, TableSelection selection) {
        this.connector = connector;
        this.settings = settings;
        this.selection = selection;
    }

    /**
     * Refuses a position that another log made, or that this server no longer has, and makes way for reading from it.
     *
     * @param system the identifier of the server
     * @return the position, which names the publication
     */
    LogPosition require(LogPosition position, String system) {
        if (!system.equals(position.system())) {
            throw lost(position, "the server is another one (its system identifier is " + system + ")");
        }
        return connector.with("check the position", connection -> {
            Server server = Server.of(connection);
            Slot slot = Slot.find(connection, settings.slot(), server);
            if (slot == null) {
                throw lost(position, "its replication slot " + settings.slot() + " is gone");
            }
            String refusal = slot.refuses(position.lsn(), server.database());
            if (refusal != null) {
                throw lost(position, refusal);
            }
            if (position.lsn() > server.end()) {
                throw lost(
                        position,
                        "the log of the server ends before it, at " + Lsn.text(server.end())
                                + ": the server was restored, or took over without all that was committed");
            }
            LogPosition known = new LogPosition(
                    position.system(),
                    position.lsn(),
                    published(connection, position).number());
            if (slot.active() != 0) {
                takeOver(connection, slot);
            }
            return known;
        });
    }

    /** The publication, which has to be the one that the position was made with. */
    private Publication published(Connection connection, LogPosition position) throws SQLException {
        Publication publication = Publication.find(connection, settings.publication());
        if (publication == null) {
            throw lost(
                    position,
                    "the publication " + settings.publication()
                            + " is gone, and one made now would not decode the log from before");
        }
        if (position.publication() != 0 && position.publication() != publication.number()) {
            throw lost(
                    position,
                    "the publication " + settings.publication()
                            + " was dropped and made anew, and what was changed in between is not decoded");
        }
        return publication;
    }

    /** A reader of this stream that still holds the slot has lost its lease, or its machine; anyone else is let be. */
    private void takeOver(Connection connection, Slot slot) throws SQLException {
        String other = slot.otherHolder(connection);
        if (other != null) {
            throw new StreamException(
                    ErrorKind.SOURCE_UNAVAILABLE,
                    "the replication slot " + slot.name() + " is being read by process " + slot.active()
                            + " of the source (" + other + ")");
        }
        log.info("Ending the former connection of this stream, process {} of the source", slot.active());
        Slot.terminate(connection, slot.active());
    }

    /**
     * A table that is dropped and made anew is no longer in the publication, and nothing in the log says so.
     *
     * @param since where reading began
     */
    void requirePublished(Connection connection, LogPosition since) throws SQLException {
        Publication publication = published(connection, since);
        List<SourceTable> tables = SourceTable.selected(connection, selection);
        List<String> missing = publication.lacks(selection, tables);
        if (!missing.isEmpty()) {
            throw new StreamException(ErrorKind.PREREQUISITE, String.join("; ", missing));
        }
    }

    /** Says that the position is lost, and why. */
    private static StreamException lost(LogPosition position, String reason) {
        return new StreamException(
                ErrorKind.POSITION_LOST, "the source cannot be read on from " + position.text() + ": " + reason);
    }
}
