package io.dbstream.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Finds a nats-server: the one that is named or installed, else the project's own release, else Debian's package. */
final class NatsProgram {
    private static final String NAME = "nats-server";
    private static final String VERSION = "2.11.8";
    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(3);
    private static final Duration DOWNLOAD_PATIENCE = Duration.ofMinutes(2);
    private static final String INSTALL =
            "Install one (apt-get install nats-server, or https://github.com/nats-io/nats-server/releases)"
                    + " or name it in the environment variable NATS_SERVER.";

    private NatsProgram() {}

    static Path find() {
        String named = System.getenv("NATS_SERVER");
        if (named != null && !named.isBlank()) {
            if (!Files.isExecutable(Path.of(named))) {
                throw new SandboxException("NATS_SERVER names " + named + ", which is no executable file.");
            }
            return Path.of(named).toAbsolutePath();
        }
        return Command.onPath(NAME).orElseGet(NatsProgram::fetched);
    }

    private static Path fetched() {
        var reasons = new ArrayList<SandboxException>();
        List<Supplier<Path>> ways = List.of(NatsProgram::release, NatsProgram::debianPackage);
        for (Supplier<Path> way : ways) {
            try {
                return way.get();
            } catch (SandboxException e) {
                reasons.add(e);
            }
        }
        var failure =
                new SandboxException("There is no nats-server on this machine, and none could be fetched. " + INSTALL);
        reasons.forEach(failure::addSuppressed);
        throw failure;
    }

    private static Path release() {
        String folder = "%s-v%s-linux-%s".formatted(NAME, VERSION, processor());
        return Cache.directory(NAME + "-" + VERSION, directory -> {
                    Path archive = directory.resolve("download");
                    download(
                            "https://github.com/nats-io/nats-server/releases/download/v%s/%s.tar.gz"
                                    .formatted(VERSION, folder),
                            archive);
                    Archives.untarGzip(archive, directory);
                    Files.delete(archive);
                })
                .resolve(folder)
                .resolve(NAME);
    }

    private static Path debianPackage() {
        return DebianPackage.unpacked(NAME).resolve("usr/sbin").resolve(NAME);
    }

    private static void download(String address, Path file) {
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(CONNECT_PATIENCE)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            HttpResponse<Path> response = client.send(
                    HttpRequest.newBuilder(URI.create(address))
                            .timeout(DOWNLOAD_PATIENCE)
                            .build(),
                    HttpResponse.BodyHandlers.ofFile(file));
            if (response.statusCode() != 200) {
                throw new SandboxException(address + " answered " + response.statusCode());
            }
        } catch (IOException e) {
            throw new SandboxException("Cannot download " + address + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxException("Interrupted while downloading " + address, e);
        }
    }

    private static String processor() {
        return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    }
}
