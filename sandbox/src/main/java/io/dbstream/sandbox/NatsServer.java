package io.dbstream.sandbox;

import io.dbstream.sandbox.tls.ServerTls;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A nats-server of its own with JetStream, listening on 127.0.0.1. What JetStream stored in files survives {@link #kill} and {@link
 * #stop}; {@link #close} deletes it and leaves the log file.
 */
public final class NatsServer implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final String STORE = "jetstream";
    private static final int PROBE_MILLIS = 1_000;

    private final Path store;
    private final int port;
    private final ServerProcess process;
    private final Runnable closing = this::close;

    private NatsServer(List<String> command, Path directory, Path store, int port) {
        this.store = store;
        this.port = port;
        this.process = new ServerProcess(
                "nats-server",
                command,
                Map.of(),
                directory,
                directory.resolve("server.log"),
                ServerProcess.StopSignal.TERM);
    }

    /**
     * Starts a new server without any data of an earlier one.
     *
     * @param directory for its data, its configuration and its log file; made if missing
     */
    public static NatsServer start(Path directory) {
        return start(directory, Ports.free());
    }

    /** The same on a port of the caller's choice. */
    public static NatsServer start(Path directory, int port) {
        return start(directory, port, "");
    }

    /**
     * The same with more in its configuration.
     *
     * @param configuration such as {@code authorization { … }}
     */
    public static NatsServer start(Path directory, String configuration) {
        return start(directory, Ports.free(), configuration);
    }

    /**
     * The same with TLS.
     *
     * @param verify whether it demands certificates of its clients
     */
    public static NatsServer startEncrypted(Path directory, ServerTls tls, boolean verify, String configuration) {
        Path absolute = Directories.create(directory.toAbsolutePath());
        tls.write(absolute);
        return start(
                absolute,
                Ports.free(),
                """
                tls {
                  cert_file: "%s"
                  key_file: "%s"
                  ca_file: "%s"
                  verify: %s
                }
                """.formatted(
                                        absolute.resolve("server.crt"),
                                        absolute.resolve("server.key"),
                                        absolute.resolve("clients.crt"),
                                        verify)
                        + configuration);
    }

    /** The same with its data on a disk that can be full. */
    public static NatsServer start(Path directory, SmallDisk disk) {
        Path absolute = Directories.create(directory.toAbsolutePath());
        List<String> command = disk.seenBy(command(absolute));
        return start(new NatsServer(command, absolute, disk.directory().resolve(STORE), Ports.free()), absolute, "");
    }

    private static NatsServer start(Path directory, int port, String configuration) {
        Path absolute = Directories.create(directory.toAbsolutePath());
        Path store = absolute.resolve(STORE);
        return start(new NatsServer(command(absolute), absolute, store, port), absolute, configuration);
    }

    private static List<String> command(Path directory) {
        return List.of(
                NatsProgram.find().toString(), "--config", configFile(directory).toString());
    }

    private static NatsServer start(NatsServer server, Path absolute, String configuration) {
        Directories.delete(server.store);
        server.configure(absolute, configuration);
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

    public String url() {
        return "nats://" + HOST + ":" + port;
    }

    /** The number of its process. */
    public long pid() {
        return process.pid();
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
        process.start(this::awaitGreeting);
    }

    @Override
    public void close() {
        process.kill();
        Directories.delete(store);
        JvmExit.remove(closing);
    }

    /** A nats-server opens its port for clients when JetStream is ready, and greets each of them. */
    private void awaitGreeting() throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PROBE_MILLIS);
            socket.setSoTimeout(PROBE_MILLIS);
            var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String greeting = lines.readLine();
            if (greeting == null || !greeting.startsWith("INFO ")) {
                throw new IOException("No greeting of a nats-server on port " + port);
            }
        }
    }

    private void configure(Path directory, String configuration) {
        try {
            Files.writeString(configFile(directory), """
                    host: "%s"
                    port: %d
                    max_payload: 32MB
                    max_pending: 256MB
                    jetstream {
                      store_dir: "%s"
                      max_file_store: 100GB
                      max_memory_store: 1GB
                    }
                    """.formatted(HOST, port, store) + configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path configFile(Path directory) {
        return directory.resolve("nats.conf");
    }
}
