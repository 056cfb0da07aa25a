package io.dbstream.endtoend;

import io.dbstream.sandbox.Ports;
import io.dbstream.sandbox.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One of the three services, as a process of its own on a port of its own. */
public final class Service implements AutoCloseable {
    private final int port;
    private final Path log;
    private final ServerProcess process;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private Service(
            String name,
            String label,
            String natsUrl,
            Path directory,
            Map<String, String> environment,
            List<String> jvm) {
        this.port = Ports.free();
        this.log = directory.resolve(label + ".log");
        Path jar = Path.of("..", name, "target", name + ".jar").toAbsolutePath().normalize();
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException(jar + " is missing: build it with mvn package");
        }
        Map<String, String> all = new HashMap<>(environment);
        all.put("NATS_URL", natsUrl);
        all.put("SERVER_PORT", Integer.toString(port));
        List<String> command = new java.util.ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Six scenarios at once, and rows of 16 MB, of which a reader holds several copies.
        command.add("-Xmx512m");
        command.add("-XX:+UseSerialGC");
        // Most of what a test waits for is the start of services.
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(jvm);
        command.addAll(List.of("-jar", jar.toString()));
        this.process = new ServerProcess(label, command, all, directory, log, ServerProcess.StopSignal.TERM);
    }

    /**
     * Starts a service, with a log of its own.
     *
     * @param label tells it from others of its name
     * @param jvm further options of the JVM, such as {@code -Xmx256m}
     */
    static Service start(
            String name,
            String label,
            String natsUrl,
            Path directory,
            Map<String, String> environment,
            List<String> jvm) {
        Service service = new Service(name, label, natsUrl, directory, environment, jvm);
        service.forgetEarlierRuns();
        service.start();
        return service;
    }

    /** Tests look for what a service said: not what one said that bore its name in a run before. */
    private void forgetEarlierRuns() {
        try {
            Files.deleteIfExists(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    public void start() {
        process.start(this::requireHealth);
    }

    /** Starts it, and does not wait until it answers. */
    public void launch() {
        process.start(() -> {});
    }

    public void kill() {
        process.kill();
    }

    public void stop() {
        process.stop();
    }

    /** SIGSTOP: it stands still, with its connections open, until {@link #thaw}. */
    public void freeze() {
        process.freeze();
    }

    public void thaw() {
        process.thaw();
    }

    /** What Linux has given it of its memory. */
    long residentBytes() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value of the metric of this name; the sum where there are several. */
    double metric(String name) {
        return metrics()
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + (name.endsWith("\"") ? "" : "{")))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Everything it logged so far. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What Prometheus would scrape. */
    public String metrics() {
        try {
            return get("/actuator/prometheus");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stop();
    }

    private void requireHealth() throws IOException {
        if (!get("/actuator/health").contains("\"UP\"")) {
            throw new IOException("not healthy yet");
        }
    }

    private String get(String path) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString()).body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
