package io.dbstream.writer.apply.mysql;

import io.dbstream.database.mysql.MySqlConnections;
import io.dbstream.error.StreamException;
import io.dbstream.stream.ConnectionString;
import io.dbstream.stream.DatabaseType;
import io.dbstream.writer.apply.JdbcTarget;
import io.dbstream.writer.apply.TableMapping;
import io.dbstream.writer.apply.Target;
import io.dbstream.writer.apply.TargetSettings;
import java.util.Map;

/** A MySQL or MariaDB database as one stream's target. */
public final class MySqlTarget {
    private MySqlTarget() {}

    /**
     * The target, not yet connected.
     *
     * @param settings the target's settings: {@code sslCA}, {@code sslCert}, {@code sslKey}, {@code triggers}, {@code errorPolicy}
     * @param source whose changes they are: a log of MySQL lacks what foreign keys did, one of PostgreSQL has it
     * @param mapping where tables of the source go; the target's own namespace is the connection's database
     * @throws StreamException of kind CONFIGURATION, naming the parameter or setting that is wrong
     */
    public static Target of(
            ConnectionString connection,
            Map<String, String> settings,
            String streamId,
            DatabaseType source,
            TableMapping mapping) {
        TargetSettings others = TargetSettings.of("MySQL", settings, MySqlConnections.SETTINGS);
        MySqlDialect dialect = new MySqlDialect(connection, settings, source, mapping, others.triggersFire());
        return new JdbcTarget(dialect, connection, streamId, others.errorPolicy());
    }
}
