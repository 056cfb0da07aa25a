package io.dbstream.sandbox;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One server of each kind for all tests of a JVM, started when first asked for and ended with the JVM. Tests share them, so a test
 * works in a database of its own and neither kills a server nor changes its settings. {@code -Dpostgres.version=14} and {@code
 * -Dmariadb.version=10.11} choose other versions than the usual.
 */
public final class SharedServers {
    private static final Path DIRECTORY =
            Path.of("target", "sandbox", Long.toString(ProcessHandle.current().pid()));
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private static final Once<MySqlServer> MARIADB =
            new Once<>(() -> MySqlServer.start(mariadbVersion(), DIRECTORY.resolve("mariadb")));
    private static final Once<MySqlServer> MYSQL =
            new Once<>(() -> MySqlServer.start(MySqlServer.Flavor.MYSQL, DIRECTORY.resolve("mysql")));
    private static final Once<PostgresServer> POSTGRES =
            new Once<>(() -> PostgresServer.start(postgresVersion(), DIRECTORY.resolve("postgres")));
    private static final Once<NatsServer> NATS = new Once<>(() -> NatsServer.start(DIRECTORY.resolve("nats")));

    private SharedServers() {}

    public static MySqlServer mariadb() {
        return MARIADB.get();
    }

    public static MySqlServer mysql() {
        return MYSQL.get();
    }

    public static PostgresServer postgres() {
        return POSTGRES.get();
    }

    /** The version of the shared PostgreSQL. */
    public static PostgresServer.Version postgresVersion() {
        return PostgresServer.Version.of(Integer.getInteger("postgres.version", 18));
    }

    private static MySqlServer.Version mariadbVersion() {
        return MySqlServer.Version.valueOf(
                "MARIADB_" + System.getProperty("mariadb.version", "11.4").replace('.', '_'));
    }

    public static NatsServer nats() {
        return NATS.get();
    }

    /** Makes an empty database and returns its name, which no other call returns. */
    public static String freshDatabase(MySqlServer server) {
        String name = freshName();
        server.execute("", "CREATE DATABASE " + name);
        return name;
    }

    /** Makes an empty database and returns its name, which no other call returns. */
    public static String freshDatabase(PostgresServer server) {
        String name = freshName();
        server.execute("", "CREATE DATABASE " + name);
        return name;
    }

    private static String freshName() {
        return "test_" + DATABASES.incrementAndGet();
    }

    /** A server that is started by the first who asks, while others wait. */
    private static final class Once<T> {
        private final Supplier<T> starting;
        private @Nullable T server;

        Once(Supplier<T> starting) {
            this.starting = starting;
        }

        synchronized T get() {
            T known = server;
            if (known == null) {
                known = starting.get();
                server = known;
            }
            return known;
        }
    }
}
