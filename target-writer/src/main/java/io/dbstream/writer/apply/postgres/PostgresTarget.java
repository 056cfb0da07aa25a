package io.dbstream.writer.apply.postgres;

import io.dbstream.database.postgres.PostgresConnections;
import io.dbstream.error.StreamException;
import io.dbstream.stream.ConnectionString;
import io.dbstream.stream.DatabaseType;
import io.dbstream.stream.Side;
import io.dbstream.writer.apply.JdbcTarget;
import io.dbstream.writer.apply.TableMapping;
import io.dbstream.writer.apply.Target;
import io.dbstream.writer.apply.TargetSettings;
import java.util.Map;

/** A PostgreSQL database as one stream's target. */
public final class PostgresTarget {
    private PostgresTarget() {}

    /**
     * The target, not yet connected.
     *
     * @param settings the target's settings: {@code sslCA}, {@code sslCert} and {@code sslKey} are other names for the
     *     connection's {@code sslrootcert}, {@code sslcert} and {@code sslkey}; {@code triggers} is {@code refuse} or {@code fire},
     *     {@code errorPolicy} is {@code stop} or {@code dead-letter}
     * @param source what the stream reads: of a PostgreSQL's columns the declared types count
     * @param mapping where tables of the source go; the target's own namespace is its current schema
     * @throws StreamException of kind CONFIGURATION, naming the parameter of the connection that is wrong
     */
    public static Target of(
            ConnectionString connection,
            Map<String, String> settings,
            String streamId,
            DatabaseType source,
            TableMapping mapping) {
        TargetSettings others = TargetSettings.of("PostgreSQL", settings, PostgresConnections.SETTINGS);
        PostgresConnections connections =
                PostgresConnections.of(Side.TARGET, connection, settings, "dbstream-" + streamId);
        PostgresDialect dialect =
                new PostgresDialect(connections, mapping, source == DatabaseType.POSTGRESQL, others.triggersFire());
        return new JdbcTarget(dialect, connection, streamId, others.errorPolicy());
    }
}
