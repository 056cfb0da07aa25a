package io.dbstream.sandbox.quickstart;

import io.dbstream.sandbox.Ports;
import io.dbstream.sandbox.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One of dbstream's three services, as its own process. */
record Service(String name, int port) {
    static Service start(String name, int usualPort, String natsUrl, Path directory, Path logs) {
        var service = new Service(name, Ports.freeOr(usualPort));
        Path jar = Path.of(name, "target", name + ".jar").toAbsolutePath();
        var process = new ServerProcess(
                name,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-jar",
                        jar.toString()),
                Map.of("SERVER_PORT", Integer.toString(service.port), "NATS_URL", natsUrl),
                directory,
                logs.resolve(name + ".log"),
                ServerProcess.StopSignal.TERM);
        process.stopAtJvmExit();
        process.start(service::demandHealth);
        return service;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    private void demandHealth() throws IOException, InterruptedException {
        Http.get(url() + "/actuator/health");
    }
}
