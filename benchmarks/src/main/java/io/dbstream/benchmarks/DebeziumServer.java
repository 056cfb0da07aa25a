package io.dbstream.benchmarks;

import io.dbstream.benchmarks.Link.Engine;
import io.dbstream.benchmarks.Link.Place;
import io.dbstream.sandbox.Archives;
import io.dbstream.sandbox.Cache;
import io.dbstream.sandbox.Directories;
import io.dbstream.sandbox.MavenArtifact;
import io.dbstream.sandbox.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/** Debezium Server with its JDBC sink: one JVM from the source to the target. */
final class DebeziumServer implements Contender {
    private static final String VERSION = "3.6.1.Final";
    private static final MavenArtifact DISTRIBUTION =
            new MavenArtifact("io.debezium", "debezium-server-dist", VERSION, "tar.gz", "");
    private static final String RUNNER = "debezium-server-dist-" + VERSION + "-runner.jar";
    private static final String FOLDER = "debezium-server/";
    private static final String SLOT = "debezium";

    private final Link link;
    private final PeerJvm server;

    DebeziumServer(Link link) {
        this.link = link;
        Path program = program();
        server = new PeerJvm(
                name(),
                link.directory(),
                List.of(
                        "-cp",
                        program.resolve(RUNNER) + ":" + program.resolve("lib") + "/*",
                        "io.debezium.server.Main"));
    }

    @Override
    public String name() {
        return "Debezium Server " + VERSION;
    }

    @Override
    public void start() throws IOException {
        // Quarkus reads it in the directory in which it runs.
        Path configuration = Directories.create(link.directory().resolve("config"));
        Files.writeString(configuration.resolve("application.properties"), settings() + target() + source());
        server.start(
                switch (link.source().engine()) {
                    case MYSQL, MARIADB -> "Keepalive thread is running";
                    case POSTGRESQL -> "Processing messages";
                },
                1);
    }

    @Override
    public void hold() {
        server.hold();
    }

    @Override
    public void release() {
        server.release();
    }

    @Override
    public Map<String, Long> processes() {
        return server.processes();
    }

    @Override
    public void close() throws SQLException {
        server.kill();
        if (link.source().engine() == Engine.POSTGRESQL) {
            PostgresSource.forget(link.source(), SLOT);
        }
    }

    /** Without the connectors' folder, which holds most of its jars a second time. */
    private static Path program() {
        return Cache.directory(
                "debezium-server-" + VERSION,
                empty -> DISTRIBUTION.use(
                        empty,
                        archive -> Archives.untarGzip(
                                archive,
                                empty,
                                entry -> entry.startsWith(FOLDER + "lib/") || entry.equals(FOLDER + RUNNER)
                                        ? entry.substring(FOLDER.length())
                                        : "")));
    }

    private static String settings() {
        // Without the reduction buffer, reWriteBatchedInserts fails on a row that is changed twice in a batch; unnest,
        // the other fast way, fails on DATETIME(6). Statistics would log each row that they cannot keep up with.
        return """
                quarkus.http.host=127.0.0.1
                quarkus.http.port=%d
                quarkus.log.console.json.enabled=false
                quarkus.log.category."io.debezium.metrics.stats".level=ERROR

                debezium.sink.type=jdbc
                debezium.sink.jdbc.insert.mode=upsert
                debezium.sink.jdbc.primary.key.mode=record_key
                debezium.sink.jdbc.delete.enabled=true
                debezium.sink.jdbc.schema.evolution=none
                debezium.sink.jdbc.batch.size=5000
                debezium.sink.jdbc.use.reduction.buffer=true
                debezium.sink.jdbc.collection.name.format=\\\\${source.table}

                debezium.source.topic.prefix=benchmark
                debezium.source.offset.storage.file.filename=offsets.dat
                debezium.source.offset.flush.interval.ms=1000
                debezium.source.snapshot.mode=no_data
                debezium.source.tombstones.on.delete=false
                debezium.source.max.batch.size=8192
                debezium.source.max.queue.size=32768
                debezium.source.poll.interval.ms=10
                debezium.source.statistics.metrics.enabled=false
                """.formatted(Ports.free());
    }

    private String target() {
        Place target = link.target();
        String url = switch (target.engine()) {
            case MYSQL ->
                "jdbc:mysql://%s:%d/%s?rewriteBatchedStatements=true&sslMode=DISABLED&allowPublicKeyRetrieval=true";
            case MARIADB -> "jdbc:mariadb://%s:%d/%s?rewriteBatchedStatements=true";
            case POSTGRESQL -> "jdbc:postgresql://%s:%d/%s?reWriteBatchedInserts=true";
        };
        return """

                debezium.sink.jdbc.connection.url=%s
                debezium.sink.jdbc.connection.username=%s
                debezium.sink.jdbc.connection.password=%s
                """.formatted(
                url.formatted(target.host(), target.port(), target.database()), target.user(), target.password());
    }

    private String source() {
        Place source = link.source();
        return """

                debezium.source.database.hostname=%s
                debezium.source.database.port=%d
                debezium.source.database.user=%s
                debezium.source.database.password=%s
                """.formatted(source.host(), source.port(), source.user(), source.password())
                + switch (source.engine()) {
                    case MYSQL -> binlog("mysql.MySqlConnector") + """
                            debezium.source.database.ssl.mode=disabled
                            debezium.source.driver.allowPublicKeyRetrieval=true
                            """;
                    case MARIADB -> binlog("mariadb.MariaDbConnector");
                    case POSTGRESQL -> replicationSlot();
                };
    }

    private String binlog(String connector) {
        String database = link.source().database();
        return """
                debezium.source.connector.class=io.debezium.connector.%s
                debezium.source.database.server.id=%d
                debezium.source.database.include.list=%s
                debezium.source.table.include.list=%s
                debezium.source.snapshot.locking.mode=none
                debezium.source.include.schema.changes=false
                debezium.source.schema.history.internal=io.debezium.storage.file.history.FileSchemaHistory
                debezium.source.schema.history.internal.file.filename=schema.dat
                """.formatted(
                connector, ThreadLocalRandom.current().nextInt(100_000, Integer.MAX_VALUE), database, tables(database));
    }

    private String replicationSlot() {
        return """
                debezium.source.connector.class=io.debezium.connector.postgresql.PostgresConnector
                debezium.source.database.dbname=%s
                debezium.source.table.include.list=%s
                debezium.source.plugin.name=pgoutput
                debezium.source.slot.name=%3$s
                debezium.source.publication.name=%3$s
                debezium.source.publication.autocreate.mode=filtered
                """.formatted(link.source().database(), tables("public"), SLOT);
    }

    private String tables(String namespace) {
        return link.tables().stream().map(table -> namespace + "." + table).collect(Collectors.joining(","));
    }
}
