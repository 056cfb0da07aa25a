package io.dbstream.benchmarks;

import io.dbstream.benchmarks.Link.Engine;
import io.dbstream.benchmarks.Link.Place;
import io.dbstream.sandbox.MavenArtifact;
import io.dbstream.sandbox.MavenJars;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Flink CDC's sources and Flink's JDBC sink, in SQL, with the whole cluster in one JVM. Each table has a source of its own, which reads
 * the whole log for itself.
 */
final class FlinkCdc implements Contender {
    private static final String FLINK = "1.20.1";
    private static final String CDC = "3.5.0";
    private static final MavenJars JARS = new MavenJars(
            "flink-%s-cdc-%s".formatted(FLINK, CDC),
            List.of(
                    flink("flink-clients", FLINK),
                    flink("flink-connector-base", FLINK),
                    flink("flink-connector-jdbc", "3.3.0-1.20"),
                    flink("flink-sql-connector-mysql-cdc", CDC),
                    flink("flink-sql-connector-postgres-cdc", CDC),
                    flink("flink-table-planner-loader", FLINK),
                    flink("flink-table-runtime", FLINK),
                    jar("com.mysql", "mysql-connector-j", "8.4.0"),
                    jar("org.postgresql", "postgresql", "42.7.14"),
                    jar("org.apache.logging.log4j", "log4j-slf4j-impl", "2.24.3")));

    private static final List<String> OPENED_PACKAGES = List.of(
            "java.lang",
            "java.lang.reflect",
            "java.io",
            "java.math",
            "java.net",
            "java.nio",
            "java.text",
            "java.time",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "java.util.concurrent.locks");

    private static final String JOB = "FlinkJob";
    private static final String SETTINGS = "config.yaml";
    private static final String LOGGING = "log4j2.properties";

    private static final String AT_SOURCE = "source";
    private static final String AT_TARGET = "target";

    private final Link link;
    private final Path jars;
    private final PeerJvm cluster;

    FlinkCdc(Link link) {
        this.link = link;
        jars = JARS.directory();
        cluster = new PeerJvm(name(), link.directory(), arguments());
    }

    @Override
    public String name() {
        return "Flink CDC %s (Flink %s)".formatted(CDC, FLINK);
    }

    @Override
    public void start() throws IOException, SQLException {
        for (String file : List.of(SETTINGS, LOGGING, JOB + ".java")) {
            copyResource(file);
        }
        compileJob();
        Files.writeString(link.directory().resolve("job.sql"), statements());
        switch (link.source().engine()) {
            case MYSQL, MARIADB ->
                cluster.start("Keepalive thread is running", link.tables().size());
            case POSTGRESQL -> {
                // Its source stops at an update without the row as it was before.
                for (String table : link.tables()) {
                    PostgresSource.logWholeRows(link.source(), table, true);
                }
                cluster.start("Searching for WAL resume position", link.tables().size());
            }
        }
    }

    @Override
    public void hold() {
        cluster.hold();
    }

    @Override
    public void release() {
        cluster.release();
    }

    @Override
    public Map<String, Long> processes() {
        return cluster.processes();
    }

    @Override
    public void close() throws SQLException {
        cluster.kill();
        if (link.source().engine() == Engine.POSTGRESQL) {
            for (String table : link.tables()) {
                PostgresSource.forget(link.source(), slot(table));
                PostgresSource.logWholeRows(link.source(), table, false);
            }
        }
    }

    private List<String> arguments() {
        var arguments = new ArrayList<>(List.of("-Dlog4j.configurationFile=" + LOGGING));
        for (String each : OPENED_PACKAGES) {
            arguments.add("--add-opens=java.base/%s=ALL-UNNAMED".formatted(each));
        }
        arguments.addAll(List.of("-cp", ".:" + jars + "/*", JOB));
        return arguments;
    }

    private void copyResource(String name) throws IOException {
        try (InputStream resource = Objects.requireNonNull(FlinkCdc.class.getResourceAsStream("flink/" + name))) {
            Files.copy(resource, link.directory().resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Here, so that Flink need not be among what the benchmarks are built with. */
    private void compileJob() throws IOException {
        ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
        Path directory = link.directory();
        Path job = directory.resolve(JOB + ".java");
        try (Stream<Path> files = Files.list(jars)) {
            String classPath = files.map(Path::toString).collect(Collectors.joining(":"));
            int exitCode =
                    javac.run(System.out, System.err, "-cp", classPath, "-d", directory.toString(), job.toString());
            if (exitCode != 0) {
                throw new IllegalStateException("javac does not compile " + job);
            }
        }
    }

    private String statements() throws SQLException {
        var definitions = new StringBuilder();
        var copies = new StringBuilder();
        for (String name : link.tables()) {
            FlinkTable table = FlinkTable.of(link.target(), name);
            definitions
                    .append(table.definition(AT_SOURCE, source(name)))
                    .append(table.definition(AT_TARGET, target(name)));
            copies.append(table.copy(AT_SOURCE, AT_TARGET));
        }
        return definitions + "EXECUTE STATEMENT SET BEGIN\n" + copies + "END\n";
    }

    private String source(String table) {
        Place source = link.source();
        return connector(table)
                + """
                'hostname' = '%s',
                'port' = '%d',
                'username' = '%s',
                'password' = '%s',
                'database-name' = '%s',
                'table-name' = '%s',
                'scan.startup.mode' = 'latest-offset',
                'debezium.max.batch.size' = '8192',
                'debezium.max.queue.size' = '32768',
                'debezium.poll.interval.ms' = '10'
                """.formatted(
                        source.host(), source.port(), source.user(), source.password(), source.database(), table);
    }

    private String connector(String table) {
        return switch (link.source().engine()) {
            case MYSQL, MARIADB -> binlog();
            case POSTGRESQL -> replicationSlot(slot(table));
        };
    }

    private static String binlog() {
        return """
                'connector' = 'mysql-cdc',
                'server-id' = '%d',
                'server-time-zone' = 'UTC',
                'jdbc.properties.useSSL' = 'false',
                'jdbc.properties.allowPublicKeyRetrieval' = 'true',
                'debezium.database.ssl.mode' = 'disabled',
                """.formatted(ThreadLocalRandom.current().nextInt(100_000, Integer.MAX_VALUE));
    }

    private static String replicationSlot(String name) {
        return """
                'connector' = 'postgres-cdc',
                'schema-name' = 'public',
                'decoding.plugin.name' = 'pgoutput',
                'scan.incremental.snapshot.enabled' = 'true',
                'slot.name' = '%1$s',
                'debezium.publication.name' = '%1$s',
                'debezium.publication.autocreate.mode' = 'filtered',
                """.formatted(name);
    }

    private String target(String table) {
        Place target = link.target();
        String url = switch (target.engine()) {
            case MYSQL, MARIADB ->
                "jdbc:mysql://%s:%d/%s?rewriteBatchedStatements=true&sslMode=DISABLED&allowPublicKeyRetrieval=true";
            case POSTGRESQL -> "jdbc:postgresql://%s:%d/%s?reWriteBatchedInserts=true";
        };
        return """
                'connector' = 'jdbc',
                'url' = '%s',
                'username' = '%s',
                'password' = '%s',
                'table-name' = '%s',
                'sink.buffer-flush.max-rows' = '5000',
                'sink.buffer-flush.interval' = '200 ms'
                """.formatted(
                        url.formatted(target.host(), target.port(), target.database()),
                        target.user(),
                        target.password(),
                        table);
    }

    private static String slot(String table) {
        return "flink_" + table;
    }

    private static MavenArtifact flink(String name, String version) {
        return jar("org.apache.flink", name, version);
    }

    private static MavenArtifact jar(String group, String name, String version) {
        return new MavenArtifact(group, name, version, "jar", "");
    }
}
