package io.dbstream.writer.apply.postgres;

import io.dbstream.change.ChangeEvent;
import io.dbstream.database.Settings;
import io.dbstream.database.postgres.PostgresConnections;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.stream.Checkpoint;
import io.dbstream.stream.ConnectionString;
import io.dbstream.stream.DatabaseType;
import io.dbstream.stream.Side;
import io.dbstream.writer.apply.JdbcTarget;
import io.dbstream.writer.apply.TableMapping;
import io.dbstream.writer.apply.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL database as one stream's target. */
public final class PostgresTarget implements Target {
    private static final String TRIGGERS = "triggers";

    private final Target target;

    /**
     * Prepares to connect.
     *
     * @param settings the target's settings: {@code sslCA}, {@code sslCert} and {@code sslKey} are other names for the
     *     connection's {@code sslrootcert}, {@code sslcert} and {@code sslkey}; {@code triggers} is {@code refuse} or {@code fire}
     * @param source what the stream reads: of a PostgreSQL's columns the declared types count
     * @param mapping where tables of the source go; the target's own namespace is its current schema
     * @throws StreamException of kind CONFIGURATION, naming the parameter of the connection that is wrong
     */
    public PostgresTarget(
            ConnectionString connection,
            Map<String, String> settings,
            String streamId,
            DatabaseType source,
            TableMapping mapping) {
        Set<String> known = new TreeSet<>(PostgresConnections.SETTINGS);
        known.add(TRIGGERS);
        Settings.refuseUnknown(Side.TARGET, "PostgreSQL", settings, known);
        PostgresConnections connections =
                PostgresConnections.of(Side.TARGET, connection, settings, "dbstream-" + streamId);
        PostgresDialect dialect = new PostgresDialect(
                connections, mapping, source == DatabaseType.POSTGRESQL, triggersFire(settings.get(TRIGGERS)));
        this.target = new JdbcTarget(dialect, connection, streamId);
    }

    private static boolean triggersFire(@Nullable String setting) {
        if (setting == null || setting.equals("refuse")) {
            return false;
        }
        if (setting.equals("fire")) {
            return true;
        }
        throw new StreamException(ErrorKind.CONFIGURATION, "target.settings.triggers is refuse or fire");
    }

    @Override
    public Optional<Checkpoint> open() {
        return target.open();
    }

    @Override
    public void apply(List<ChangeEvent> changes) {
        target.apply(changes);
    }

    @Override
    public void commit(Checkpoint checkpoint) {
        target.commit(checkpoint);
    }

    @Override
    public void rollback() {
        target.rollback();
    }

    @Override
    public void close() {
        target.close();
    }
}
