package io.dbstream.endtoend;

import io.dbstream.sandbox.MySqlServer;
import io.dbstream.sandbox.NatsServer;
import io.dbstream.sandbox.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The whole system: NATS and the three services as processes. */
public final class Dbstream implements AutoCloseable {
    public final NatsServer nats;
    public final Service apiServer;
    public final Service sourceReader;
    public final Service targetWriter;
    public final Api api;

    private final String natsUrl;
    private final Path directory;
    private final Map<String, String> environment;
    private final List<String> jvm;
    private final List<Service> others = new ArrayList<>();

    private Dbstream(
            NatsServer nats, String natsUrl, Path directory, Map<String, String> environment, List<String> jvm) {
        this.nats = nats;
        this.natsUrl = natsUrl;
        this.directory = directory;
        this.environment = environment;
        this.jvm = jvm;
        this.apiServer = service("api-server", "api-server");
        this.sourceReader = service("source-reader", "source-reader");
        this.targetWriter = service("target-writer", "target-writer");
        this.api = new Api(apiServer.port());
    }

    /** Starts everything; logs are in {@code target/systems/<name>}. */
    public static Dbstream start(String name) {
        return start(name, Map.of());
    }

    static Dbstream start(String name, Map<String, String> environment) {
        return start(name, environment, List.of());
    }

    /** The same with further options of the services' JVMs, such as {@code -Xmx256m}. */
    static Dbstream start(String name, Map<String, String> environment, List<String> jvm) {
        Path directory = directory(name);
        NatsServer nats = NatsServer.start(directory.resolve("nats"));
        return new Dbstream(nats, nats.url(), directory, environment, jvm);
    }

    /** The same with a NATS of the caller's, which ends with it. */
    public static Dbstream start(String name, NatsServer nats, String natsUrl, Map<String, String> environment) {
        return new Dbstream(nats, natsUrl, directory(name), environment, List.of());
    }

    /** Another source-reader or target-writer beside those that run; it ends with the system. */
    public Service another(String name) {
        Service service = service(name, name + "-" + (others.size() + 2));
        others.add(service);
        return service;
    }

    private Service service(String name, String label) {
        return Service.start(name, label, natsUrl, directory, environment, jvm);
    }

    private static Path directory(String name) {
        try {
            return Files.createDirectories(Path.of("target", "systems", name).toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The configuration of getting-started.md, for these databases. */
    static String config(
            MySqlServer source, String sourceDatabase, PostgresServer target, String targetDatabase, String more) {
        return """
                {
                  "source": {
                    "type": "mysql",
                    "connection": "%s:%s@tcp(%s:%d)/%s"%s
                  },
                  "target": {
                    "type": "postgresql",
                    "connection": "postgres://%s:%s@%s:%d/%s?sslmode=disable"
                  }
                }""".formatted(
                        source.user(),
                        source.password(),
                        source.host(),
                        source.port(),
                        sourceDatabase,
                        more,
                        target.user(),
                        target.password(),
                        target.host(),
                        target.port(),
                        targetDatabase);
    }

    /**
     * The same for any two databases.
     *
     * @param sourceMembers further JSON for the source, or empty
     * @param targetMembers further JSON for the target, or empty
     */
    public static String config(Database source, String sourceMembers, Database target, String targetMembers) {
        return """
                {
                  "source": %s,
                  "target": %s
                }""".formatted(end(source, sourceMembers), end(target, targetMembers));
    }

    private static String end(Database database, String members) {
        return "{\"type\": \"%s\", \"connection\": \"%s\"%s}"
                .formatted(database.type(), database.address(), members.isEmpty() ? "" : ", " + members);
    }

    @Override
    public void close() {
        others.forEach(Service::close);
        targetWriter.close();
        sourceReader.close();
        apiServer.close();
        nats.close();
    }
}
