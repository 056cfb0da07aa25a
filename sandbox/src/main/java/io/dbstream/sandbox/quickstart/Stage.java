package io.dbstream.sandbox.quickstart;

import io.dbstream.sandbox.Http;
import io.dbstream.sandbox.MySqlServer.Flavor;
import io.dbstream.sandbox.NatsServer;
import io.dbstream.sandbox.Ports;
import io.dbstream.sandbox.SandboxException;
import io.dbstream.sandbox.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** All processes of a quickstart: two databases, nats-server and the three services. They end with this JVM. */
record Stage(
        Database source,
        Database target,
        NatsServer nats,
        Service apiServer,
        Service sourceReader,
        Service targetWriter,
        Path directory) {
    private static final int USUAL_NATS_PORT = 4222;

    /** Starts everything; returns when all of them answer. */
    static Stage set(Options options, Workplace workplace) throws InterruptedException {
        Path directory = workplace.root();
        Path logs = workplace.directory("logs");
        var nats = NatsServer.start(workplace.directory("nats"), Ports.freeOr(USUAL_NATS_PORT));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Database> source =
                    threads.submit(() -> startSource(options.source(), workplace.directory("source")));
            Future<Database> target = threads.submit(() -> startTarget(options, workplace.directory("target")));
            Future<Service> api = threads.submit(() -> start("api-server", 8020, nats.url(), directory, logs));
            Future<Service> reader = threads.submit(() -> start("source-reader", 8021, nats.url(), directory, logs));
            Future<Service> writer = threads.submit(() -> start("target-writer", 8022, nats.url(), directory, logs));
            return new Stage(
                    started(source), started(target), nats, started(api), started(reader), started(writer), directory);
        }
    }

    /** Creates the stream as a user would: by one POST. Returns the answer. */
    String createStream() throws IOException, InterruptedException {
        return Http.postJson(apiServer.url() + "/api/v1/streams", streamConfig());
    }

    Progress progress() throws IOException, InterruptedException {
        return Progress.ask(apiServer, targetWriter);
    }

    String streamConfig() {
        String tables = SampleTable.ALL.stream()
                .map(table -> "      { \"name\": \"%s\", \"operations\": [\"insert\", \"update\", \"delete\"] }"
                        .formatted(table.name()))
                .collect(Collectors.joining(",\n"));
        return """
                {
                  "source": {
                    "type": "%s",
                    "connection": "%s",
                    "filter": {
                      "tables": [
                %s
                      ]
                    }
                  },
                  "target": {
                    "type": "%s",
                    "connection": "%s"
                  }
                }
                """.formatted(
                        source.type(), source.connectionString(), tables, target.type(), target.connectionString());
    }

    String howToLookAround() {
        return """

                Look around:
                  source    %s
                  target    %s
                  stream    curl %4$s/api/v1/streams/stat
                            curl %4$s/api/v1/streams
                  metrics   curl %4$s/actuator/prometheus
                            curl %5$s/actuator/prometheus
                            curl %6$s/actuator/prometheus
                  hub       %3$s
                  logs      %7$s
                """.formatted(
                        source.shell(),
                        target.shell(),
                        nats.url(),
                        apiServer.url(),
                        sourceReader.url(),
                        targetWriter.url(),
                        directory.resolve("logs"));
    }

    private static Database startSource(Options.Kind kind, Path directory) {
        int port = Ports.freeOr(kind.usualPort());
        return switch (kind) {
            case MYSQL -> MySqlDatabase.source(Flavor.MYSQL, directory, port);
            case MARIADB -> MySqlDatabase.source(Flavor.MARIADB, directory, port);
            case POSTGRESQL -> PostgresDatabase.source(directory, port);
        };
    }

    private static Database startTarget(Options options, Path directory) {
        Options.Kind kind = options.target();
        boolean isUsualPortTaken = options.source().usualPort() == kind.usualPort();
        int port = Ports.freeOr(isUsualPortTaken ? kind.usualPort() + 1 : kind.usualPort());
        return switch (kind) {
            case MYSQL -> MySqlDatabase.target(Flavor.MYSQL, directory, port);
            case MARIADB -> MySqlDatabase.target(Flavor.MARIADB, directory, port);
            case POSTGRESQL -> PostgresDatabase.target(directory, port);
        };
    }

    private static Service start(String name, int usualPort, String natsUrl, Path directory, Path logs) {
        List<String> jvm = List.of("-Xmx256m", "-XX:+UseSerialGC");
        return Service.start(name, Ports.freeOr(usualPort), natsUrl, jvm, directory, logs);
    }

    private static <T> T started(Future<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SandboxException failure) {
                throw failure;
            }
            throw new SandboxException(e.toString(), e);
        }
    }
}
