package io.dbstream.writer.apply.mysql;

import io.dbstream.change.ChangeEvent;
import io.dbstream.error.StreamException;
import io.dbstream.stream.Checkpoint;
import io.dbstream.stream.ConnectionString;
import io.dbstream.stream.DatabaseType;
import io.dbstream.writer.apply.JdbcTarget;
import io.dbstream.writer.apply.TableMapping;
import io.dbstream.writer.apply.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A MySQL or MariaDB database as one stream's target. */
public final class MySqlTarget implements Target {
    private final Target target;

    /**
     * Prepares to connect.
     *
     * @param settings the target's settings: {@code sslCA}, {@code sslCert}, {@code sslKey}, {@code triggers}
     * @param source whose changes they are: a log of MySQL lacks what foreign keys did, one of PostgreSQL has it
     * @param mapping where tables of the source go; the target's own namespace is the connection's database
     * @throws StreamException of kind CONFIGURATION, naming the parameter or setting that is wrong
     */
    public MySqlTarget(
            ConnectionString connection,
            Map<String, String> settings,
            String streamId,
            DatabaseType source,
            TableMapping mapping) {
        MySqlDialect dialect = new MySqlDialect(connection, settings, source, mapping);
        this.target = new JdbcTarget(dialect, connection, streamId);
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
