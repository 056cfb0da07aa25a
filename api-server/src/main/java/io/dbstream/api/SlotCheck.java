package io.dbstream.api;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.stream.ConnectionString;
import io.dbstream.stream.ConnectionStrings;
import io.dbstream.stream.StreamConfig;
import io.dbstream.stream.StreamConfig.Source;
import java.util.List;

/**
 * Two streams on one replication slot of PostgreSQL would take changes from each other, and the one that is stopped first would take the
 * slot with it. Names that dbstream chooses differ; those that users choose are compared here.
 */
final class SlotCheck {
    private static final String SLOT = "replicationSlotName";

    private SlotCheck() {}

    /** Refuses a stream that would read from the slot of another one that has not ended. */
    static void refuseShared(StreamConfig config, List<StreamStatus> streams) {
        String slot = config.source().settings().get(SLOT);
        if (slot == null) {
            return;
        }
        for (StreamStatus other : streams) {
            Source source = other.stream().config().source();
            if (!other.hasEnded() && slot.equals(source.settings().get(SLOT)) && isOneServer(source, config.source())) {
                throw new StreamException(
                        ErrorKind.CONFIGURATION,
                        "source.settings." + SLOT + " is " + slot + ", from which the stream "
                                + other.stream().id() + " reads: choose another name, or stop that stream first");
            }
        }
    }

    private static boolean isOneServer(Source one, Source other) {
        if (one.connection().equals(other.connection())) {
            return true;
        }
        if (one.type() != other.type()
                || ConnectionStrings.hasReferences(one.connection())
                || ConnectionStrings.hasReferences(other.connection())) {
            return false;
        }
        ConnectionString connection = ConnectionStrings.parse(one.type(), one.connection());
        return connection.leadsToServerOf(ConnectionStrings.parse(other.type(), other.connection()));
    }
}
