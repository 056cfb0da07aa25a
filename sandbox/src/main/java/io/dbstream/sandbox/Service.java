package io.dbstream.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One of dbstream's three services, as its own process, from the jar that is built in this repository, whose root is the working
 * directory.
 */
public final class Service implements AutoCloseable {
    private final int port;
    private final ServerProcess process;

    private Service(int port, ServerProcess process) {
        this.port = port;
        this.process = process;
    }

    /**
     * Starts a service; returns when it is healthy.
     *
     * @param jvm options of its JVM, such as {@code -Xmx256m}
     */
    public static Service start(String name, int port, String natsUrl, List<String> jvm, Path directory, Path logs) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("-jar");
        command.add(Path.of(name, "target", name + ".jar").toAbsolutePath().toString());
        var process = new ServerProcess(
                name,
                command,
                Map.of("SERVER_PORT", Integer.toString(port), "NATS_URL", natsUrl),
                directory,
                logs.resolve(name + ".log"),
                ServerProcess.StopSignal.TERM);
        var service = new Service(port, process);
        process.stopAtJvmExit();
        process.start(service::demandHealth);
        return service;
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** The number of its process. */
    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.stop();
    }

    private void demandHealth() throws IOException, InterruptedException {
        Http.get(url() + "/actuator/health");
    }
}
