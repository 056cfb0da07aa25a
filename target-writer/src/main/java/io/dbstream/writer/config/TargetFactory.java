package io.dbstream.writer.config;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.stream.ConnectionString;
import io.dbstream.stream.ConnectionStrings;
import io.dbstream.stream.Destinations;
import io.dbstream.stream.StreamConfig;
import io.dbstream.stream.StreamRecord;
import io.dbstream.writer.apply.TableMapping;
import io.dbstream.writer.apply.Target;
import io.dbstream.writer.apply.mysql.MySqlTarget;
import io.dbstream.writer.apply.postgres.PostgresTarget;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes the target that a stream writes into: the one place where the writer tells databases apart. */
final class TargetFactory {
    private final Function<String, @Nullable String> environment;

    /**
     * @param environment the value of a variable that a connection refers to; null when it is not set
     */
    TargetFactory(Function<String, @Nullable String> environment) {
        this.environment = environment;
    }

    /** The target of a stream, not yet connected. */
    Target open(StreamRecord stream) {
        StreamConfig.Target target = stream.config().target();
        ConnectionString where =
                ConnectionStrings.parse(target.type(), ConnectionStrings.resolve(target.connection(), environment));
        TableMapping mapping = mapping(stream.config(), where);
        return switch (target.type()) {
            case POSTGRESQL ->
                PostgresTarget.of(
                        where,
                        target.settings(),
                        stream.id(),
                        stream.config().source().type(),
                        mapping);
            case MYSQL ->
                MySqlTarget.of(
                        where,
                        target.settings(),
                        stream.id(),
                        stream.config().source().type(),
                        mapping);
        };
    }

    private TableMapping mapping(StreamConfig config, ConnectionString target) {
        ConnectionString source = connection(config.source());
        Destinations.check(config, source, target);
        return new TableMapping(
                config.source().type().defaultNamespace(source), config.source().tables());
    }

    /**
     * As much of the source's connection as the writer needs, its default namespace. What its references stand for the writer may not
     * know: the secrets of the source are the reader's.
     */
    private ConnectionString connection(StreamConfig.Source source) {
        String known = ConnectionStrings.resolve(source.connection(), name -> {
            String value = environment.apply(name);
            return value == null ? name : value;
        });
        try {
            return ConnectionStrings.parse(source.type(), known);
        } catch (StreamException e) {
            throw new StreamException(
                    ErrorKind.CONFIGURATION,
                    "the target-writer cannot see the database in the source's connection: write ${env:…} for its user"
                            + " and password only, or set the variables for the target-writer too",
                    e);
        }
    }
}
