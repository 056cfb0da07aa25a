package io.dbstream.reader.config;

import io.dbstream.reader.capture.Capture;
import io.dbstream.reader.capture.TableSelection;
import io.dbstream.reader.capture.mysql.MySqlCapture;
import io.dbstream.reader.capture.postgres.PostgresCapture;
import io.dbstream.stream.ConnectionString;
import io.dbstream.stream.ConnectionStrings;
import io.dbstream.stream.StreamConfig;
import io.dbstream.stream.StreamRecord;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes the capture that fits a source: the one place where the reader tells databases apart. */
final class CaptureFactory {
    private final Function<String, @Nullable String> environment;

    /**
     * @param environment the value of a variable that a connection refers to; null when it is not set
     */
    CaptureFactory(Function<String, @Nullable String> environment) {
        this.environment = environment;
    }

    /** The capture of a stream's source, not yet connected. */
    Capture open(StreamRecord stream) {
        StreamConfig.Source source = stream.config().source();
        ConnectionString where =
                ConnectionStrings.parse(source.type(), ConnectionStrings.resolve(source.connection(), environment));
        TableSelection selection = new TableSelection(source.type().defaultNamespace(where), source.tables());
        return switch (source.type()) {
            case MYSQL -> new MySqlCapture(where, source.settings(), selection, stream.id());
            case POSTGRESQL -> new PostgresCapture(where, source.settings(), selection, stream.id());
        };
    }
}
