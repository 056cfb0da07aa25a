package io.dbstream.writer.config;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.stream.ConnectionString;
import io.dbstream.stream.ConnectionStrings;
import io.dbstream.stream.StreamConfig;
import io.dbstream.stream.StreamRecord;
import io.dbstream.writer.apply.TableMapping;
import io.dbstream.writer.apply.Target;
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
        return switch (target.type()) {
            case POSTGRESQL ->
                new PostgresTarget(
                        ConnectionStrings.parse(
                                target.type(), ConnectionStrings.resolve(target.connection(), environment)),
                        target.settings(),
                        stream.id(),
                        mapping(stream.config().source()));
            case MYSQL ->
                throw new StreamException(
                        ErrorKind.CONFIGURATION, "MySQL targets are not supported by this version yet");
        };
    }

    /**
     * Where the source's tables go. The writer needs no more of the source's connection than its default namespace, and may not know what
     * its references stand for: the secrets of the source are the reader's.
     */
    private TableMapping mapping(StreamConfig.Source source) {
        String known = ConnectionStrings.resolve(source.connection(), name -> {
            String value = environment.apply(name);
            return value == null ? name : value;
        });
        ConnectionString connection = ConnectionStrings.parse(source.type(), known);
        return new TableMapping(source.type().defaultNamespace(connection));
    }
}
