package io.dbstream.benchmarks;

import io.dbstream.benchmarks.Link.Engine;
import io.dbstream.benchmarks.Link.Place;
import io.dbstream.sandbox.Directories;
import io.dbstream.sandbox.Http;
import io.dbstream.sandbox.NatsServer;
import io.dbstream.sandbox.Ports;
import io.dbstream.sandbox.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** dbstream itself: nats-server and the three services as processes, and a stream for each link. Held by pausing its streams. */
final class Dbstream implements Contender {
    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"(\\w+)\"");
    private static final Pattern STATUS = Pattern.compile("\"status\"\\s*:\\s*\"(\\w+)\"");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_GLANCES = Duration.ofMillis(20);

    private final List<Link> links;
    private final List<String> jvm;
    private final List<String> streams = new ArrayList<>();
    private @Nullable Running running;

    /** All its processes. */
    private record Running(NatsServer nats, Service api, Service reader, Service writer) {}

    /**
     * Not started yet.
     *
     * @param jvm options of the JVMs of all three services
     */
    Dbstream(List<Link> links, List<String> jvm) {
        this.links = List.copyOf(links);
        this.jvm = List.copyOf(jvm);
    }

    @Override
    public String name() {
        return "dbstream";
    }

    @Override
    public void start() throws IOException, InterruptedException {
        Path directory = links.getFirst().directory();
        var nats = NatsServer.start(Directories.create(directory.resolve("nats")));
        running = new Running(
                nats,
                service("api-server", nats, directory),
                service("source-reader", nats, directory),
                service("target-writer", nats, directory));
        for (Link link : links) {
            streams.add(id(Http.postJson(url(""), config(link))));
        }
    }

    private Service service(String name, NatsServer nats, Path directory) {
        return Service.start(name, Ports.free(), nats.url(), jvm, directory, directory);
    }

    @Override
    public void hold() throws IOException, InterruptedException {
        command("pause");
        await("PAUSED");
    }

    @Override
    public void release() throws IOException, InterruptedException {
        command("resume");
    }

    /** To all streams at once, because each answers when it has obeyed. */
    private void command(String word) throws IOException, InterruptedException {
        List<Future<String>> answers;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = streams.stream()
                    .map(stream -> threads.submit(() -> Http.postJson(url("/" + stream + "/" + word), "")))
                    .toList();
        }
        for (Future<String> answer : answers) {
            try {
                var unused = answer.get();
            } catch (ExecutionException e) {
                throw new IOException("cannot " + word + " a stream", e.getCause());
            }
        }
    }

    private void await(String status) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (String stream : streams) {
            while (!statuses(stream).equals(List.of(status, status))) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("its stream is not " + status + " after " + PATIENCE.toSeconds()
                            + " s: " + statistics(stream));
                }
                Thread.sleep(BETWEEN_GLANCES.toMillis());
            }
        }
    }

    @Override
    public void demandHealth() throws Exception {
        Contender.super.demandHealth();
        for (String stream : streams) {
            if (statuses(stream).contains("FAILED")) {
                throw new IllegalStateException("its stream failed: " + statistics(stream));
            }
        }
    }

    private List<String> statuses(String stream) throws IOException, InterruptedException {
        return STATUS.matcher(statistics(stream))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private String statistics(String stream) throws IOException, InterruptedException {
        return Http.get(url("/" + stream + "/stat"));
    }

    @Override
    public Map<String, Long> processes() {
        Running all = running;
        if (all == null) {
            return Map.of();
        }
        Map<String, Long> processes = new LinkedHashMap<>();
        processes.put("reader", all.reader.pid());
        processes.put("writer", all.writer.pid());
        processes.put("nats", all.nats.pid());
        processes.put("api", all.api.pid());
        return processes;
    }

    @Override
    public long hubBytes() throws IOException, InterruptedException {
        return Http.get(running().reader.url() + "/actuator/prometheus")
                .lines()
                .filter(line -> line.startsWith("dbstream_source_bytes_total{"))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private String url(String path) {
        return running().api.url() + "/api/v1/streams" + path;
    }

    private Running running() {
        if (running == null) {
            throw new IllegalStateException("dbstream does not run");
        }
        return running;
    }

    private static String id(String answer) {
        Matcher matcher = ID.matcher(answer);
        if (!matcher.find()) {
            throw new IllegalStateException("no id in " + answer);
        }
        return matcher.group(1);
    }

    static String config(Link link) {
        String tables =
                link.tables().stream().map("{\"name\": \"%s\"}"::formatted).collect(Collectors.joining(", "));
        return """
                {
                  "source": {"type": "%s", "connection": "%s", "filter": {"tables": [%s]}},
                  "target": {"type": "%s", "connection": "%s"}
                }
                """.formatted(
                type(link.source()), connection(link.source()), tables, type(link.target()), connection(link.target()));
    }

    private static String type(Place place) {
        return place.engine() == Engine.POSTGRESQL ? "postgresql" : "mysql";
    }

    private static String connection(Place place) {
        String form = place.engine() == Engine.POSTGRESQL
                ? "postgres://%s:%s@%s:%d/%s?sslmode=disable"
                : "%s:%s@tcp(%s:%d)/%s";
        return form.formatted(place.user(), place.password(), place.host(), place.port(), place.database());
    }

    @Override
    public void close() {
        Running all = running;
        if (all != null) {
            all.writer.close();
            all.reader.close();
            all.api.close();
            all.nats.close();
        }
    }
}
