package io.dbstream.reader.capture.mysql;

import io.dbstream.database.mysql.MySqlConnections;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.reader.capture.Capture;
import io.dbstream.reader.capture.ChangeListener;
import io.dbstream.reader.capture.TableSelection;
import io.dbstream.stream.ConnectionString;
import io.dbstream.stream.Side;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the binary log of a MySQL or MariaDB server. */
public final class MySqlCapture implements Capture {
    private static final Logger log = LoggerFactory.getLogger(MySqlCapture.class);

    private final ConnectionString where;
    private final MySqlSettings settings;
    private final TableSelection selection;
    private final Connector connector;
    private final LogSource source;
    private volatile boolean stopping;
    private volatile @Nullable BinlogConnection reading;

    /**
     * @param where how to reach the server
     * @param settings those of the source, by name; unknown ones are refused
     * @param streamId makes the number under which the server knows this reader
     */
    public MySqlCapture(
            ConnectionString where, Map<String, String> settings, TableSelection selection, String streamId) {
        this.where = where;
        this.settings = MySqlSettings.of(settings, streamId);
        this.selection = selection;
        MySqlConnections connections = MySqlConnections.of(Side.SOURCE, where, settings);
        this.connector = new Connector(connections);
        this.source = new LogSource(connections, this.settings.serverId(), streamId);
    }

    @Override
    public void preflight() {
        Server server = server();
        TableSelection selected = selection(server);
        Cascades cascades = new Cascades(selected, settings.targetCascades());
        new Preflight(where, connector, source, selected, cascades).check(server);
    }

    /** The selection as this server compares names. */
    private TableSelection selection(Server server) {
        return server.ignoresCase() ? selection.ignoringCase() : selection;
    }

    @Override
    public String end() {
        Server server = server();
        return connector
                .with("find the end of the log", connection -> new PositionCheck(source, connection, server).end())
                .text();
    }

    @Override
    public void read(String coordinate, ChangeListener listener) {
        if (stopping) {
            return;
        }
        LogPosition position = LogPosition.parse(coordinate);
        Server server = server();
        connector.with("check the position", connection -> {
            new PositionCheck(source, connection, server).require(position);
            return true;
        });
        if (!server.logsFullMetadata()) {
            log.warn("The source does not name columns in its log: a table altered while changes to it wait to be read"
                    + " may be taken for another; SET GLOBAL binlog_row_metadata = 'FULL' rules that out");
        }
        TableSelection selected = selection(server);
        TableCatalog catalog = new TableCatalog(selected, connector, CharacterSets.load(connector), server);
        Cascades cascades = new Cascades(selected, settings.targetCascades());
        Definitions definitions = new Definitions(catalog, connector, cascades, server);
        follow(position, new LogReader(position, catalog, definitions, listener, server));
    }

    private void follow(LogPosition position, LogReader reader) {
        try (BinlogConnection connection = source.connect()) {
            reading = connection;
            if (!stopping) {
                source.start(connection, position);
                reader.read(connection);
            }
        } catch (IOException e) {
            if (!stopping) {
                throw source.failure(e, position.text());
            }
        } finally {
            reading = null;
        }
        if (!stopping) {
            throw new StreamException(
                    ErrorKind.SOURCE_UNAVAILABLE, "the source ended its log behind " + reader.place());
        }
    }

    private Server server() {
        return connector.with("read the server's settings", connection -> Server.of(connection, settings.flavor()));
    }

    /** Nothing: the server keeps its log for as long as it is told to, whoever has read it. */
    @Override
    public void confirm(String coordinate) {}

    /** Nothing: the server knows nothing of those who have read its log. */
    @Override
    public void release() {}

    @Override
    public void stop() {
        stopping = true;
        BinlogConnection connection = reading;
        if (connection != null) {
            connection.close();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
