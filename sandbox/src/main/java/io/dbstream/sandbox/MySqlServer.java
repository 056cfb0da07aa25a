package io.dbstream.sandbox;

import io.dbstream.sandbox.tls.ServerTls;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * A MySQL or MariaDB server of its own, listening on 127.0.0.1. What is committed survives {@link #kill} and {@link #stop}; {@link
 * #close} deletes the data and leaves the log file.
 */
public final class MySqlServer implements AutoCloseable {
    /** MySQL is Oracle's, with GTIDs on. Both write a binary log with row images and metadata. */
    public enum Flavor {
        MYSQL,
        MARIADB
    }

    /** A version of a flavor; downloaded when it is first asked for. */
    public enum Version {
        MYSQL_8_0(Flavor.MYSQL, "8.0.33"),
        MARIADB_10_11(Flavor.MARIADB, "10.11.5"),
        MARIADB_11_4(Flavor.MARIADB, "11.4.5");

        private final Flavor flavor;
        private final String release;

        Version(Flavor flavor, String release) {
            this.flavor = flavor;
            this.release = release;
        }

        public Flavor flavor() {
            return flavor;
        }

        String release() {
            return release;
        }

        private static Version usual(Flavor flavor) {
            return switch (flavor) {
                case MYSQL -> MYSQL_8_0;
                case MARIADB -> MARIADB_11_4;
            };
        }
    }

    private static final String HOST = "127.0.0.1";

    private final MySqlDistribution distribution;
    private final Path data;
    private final int port;
    private final ServerProcess process;
    private final Runnable closing = this::close;

    private MySqlServer(MySqlDistribution distribution, Path directory, int port, List<String> extraOptions) {
        this.distribution = distribution;
        this.data = directory.resolve("data");
        this.port = port;
        this.process = new ServerProcess(
                distribution.name(),
                command(distribution, data, port, extraOptions),
                distribution.environment(),
                directory,
                directory.resolve("server.log"),
                ServerProcess.StopSignal.TERM);
    }

    /**
     * Starts a new server without any data of an earlier one.
     *
     * @param directory for its data and its log file; made if missing
     * @param extraOptions options of the server's command line, stronger than the sandbox's own
     */
    public static MySqlServer start(Flavor flavor, Path directory, String... extraOptions) {
        return start(flavor, directory, Ports.free(), extraOptions);
    }

    /** The same with TLS. */
    public static MySqlServer startEncrypted(Flavor flavor, Path directory, ServerTls tls) {
        Path absolute = Directories.create(directory.toAbsolutePath());
        tls.write(absolute);
        return start(
                flavor,
                absolute,
                "--ssl-cert=" + absolute.resolve("server.crt"),
                "--ssl-key=" + absolute.resolve("server.key"),
                "--ssl-ca=" + absolute.resolve("clients.crt"));
    }

    /** The same on a port of the caller's choice. */
    public static MySqlServer start(Flavor flavor, Path directory, int port, String... extraOptions) {
        return start(Version.usual(flavor), directory, port, extraOptions);
    }

    /** The same of another version. */
    public static MySqlServer start(Version version, Path directory, String... extraOptions) {
        return start(version, directory, Ports.free(), extraOptions);
    }

    private static MySqlServer start(Version version, Path directory, int port, String... extraOptions) {
        Path home = Directories.create(directory.toAbsolutePath());
        var server = new MySqlServer(MySqlDistribution.of(version), home, port, List.of(extraOptions));
        Directories.delete(server.data);
        Directories.copy(server.distribution.template(), server.data);
        JvmExit.add(server.closing);
        server.start();
        return server;
    }

    public String host() {
        return HOST;
    }

    public int port() {
        return port;
    }

    /** An administrator who may connect over TCP from anywhere. */
    public String user() {
        return MySqlDistribution.ADMINISTRATOR;
    }

    public String password() {
        return MySqlDistribution.PASSWORD;
    }

    /** The command line client that came with the server. */
    public Path client() {
        return distribution.client();
    }

    /** A connection as the administrator; the database may be empty for none. */
    public Connection connect(String database) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", user());
        properties.setProperty("password", password());
        properties.setProperty("allowPublicKeyRetrieval", "true");
        return DriverManager.getConnection("jdbc:mariadb://%s:%d/%s".formatted(HOST, port, database), properties);
    }

    /** Runs statements one after another, each committed for itself. */
    public void execute(String database, String... statements) {
        Sql.execute(() -> connect(database), statements);
    }

    /** {@code kill -9}. */
    public void kill() {
        process.kill();
    }

    /** Ends the server in order. */
    public void stop() {
        process.stop();
    }

    /** Starts the server again after {@link #kill} or {@link #stop}, on the same port and data; returns when it answers. */
    public void start() {
        process.start(() -> connect("").close());
    }

    @Override
    public void close() {
        process.kill();
        Directories.delete(data);
        JvmExit.remove(closing);
    }

    private static List<String> command(
            MySqlDistribution distribution, Path data, int port, List<String> extraOptions) {
        var command = new ArrayList<String>();
        command.add(distribution.server().toString());
        command.addAll(distribution.options());
        command.addAll(List.of(
                "--datadir=" + data,
                // A server that starts deletes the temporary files of others in a directory that they share.
                "--tmpdir=" + Directories.create(data.resolveSibling("tmp")),
                "--port=" + port,
                "--bind-address=" + HOST,
                // Relative to the data directory, because the path of a socket may have 107 characters only.
                "--socket=server.sock",
                "--skip-name-resolve",
                "--server-id=" + port,
                "--log-bin=binlog",
                "--binlog-format=ROW",
                "--binlog-row-image=FULL",
                "--binlog-row-metadata=FULL",
                // Writes each commit to the system, but lets that choose when to sync: survives a kill, not a power
                // cut.
                "--innodb-flush-log-at-trx-commit=2",
                "--sync-binlog=0",
                // For values of 16 megabytes, which MariaDB takes none of by itself.
                "--max-allowed-packet=64M",
                "--innodb-buffer-pool-size=64M",
                "--performance-schema=OFF"));
        command.addAll(extraOptions);
        return command;
    }
}
