package io.dbstream.writer.apply;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.stream.ConnectionString;
import io.dbstream.stream.DatabaseType;
import io.dbstream.writer.apply.postgres.PostgresTarget;
import java.util.Map;

/** Picks the target for a type of database: the one place of this service that branches on it. */
public final class TargetFactory {
    private TargetFactory() {}

    /**
     * A target that is not open yet.
     *
     * @param sourceDefaultNamespace the namespace whose tables go to the target's current schema
     * @throws StreamException of kind CONFIGURATION when the connection has a parameter that the type does not know, or the type
     *     is not supported
     */
    public static Target create(
            DatabaseType type,
            ConnectionString connection,
            Map<String, String> settings,
            String streamId,
            String sourceDefaultNamespace) {
        return switch (type) {
            case POSTGRESQL -> new PostgresTarget(connection, settings, streamId, sourceDefaultNamespace);
            case MYSQL ->
                throw new StreamException(
                        ErrorKind.CONFIGURATION, "MySQL targets are not supported by this version yet");
        };
    }
}
