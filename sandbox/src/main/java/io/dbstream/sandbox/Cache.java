package io.dbstream.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Where unpacked servers and programs are kept between runs: {@code DBSTREAM_CACHE}, else {@code ~/.cache/dbstream}. For root it is {@code
 * /var/cache/dbstream}, because PostgreSQL runs as another user, who must be able to read it.
 */
public final class Cache {
    /** Puts into an empty directory what is to be kept. */
    @FunctionalInterface
    public interface Filling {
        void fill(Path empty) throws IOException;
    }

    private Cache() {}

    static Path root() {
        String chosen = System.getenv("DBSTREAM_CACHE");
        if (chosen != null && !chosen.isBlank()) {
            return Path.of(chosen).toAbsolutePath();
        }
        return Superuser.isMe()
                ? Path.of("/var/cache/dbstream")
                : Path.of(System.getProperty("user.home"), ".cache", "dbstream");
    }

    /** The directory of that name; filled first if it is not there yet. It appears whole or not at all, also if two JVMs fill it. */
    public static synchronized Path directory(String name, Filling filling) {
        Path wanted = root().resolve(name);
        if (Files.isDirectory(wanted)) {
            return wanted;
        }
        Path beginning = root().resolve(name + ".part");
        Path lock = Directories.create(root()).resolve(name + ".lock");
        try (var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var held = channel.lock()) {
            if (held.isValid() && !Files.isDirectory(wanted)) {
                Directories.delete(beginning);
                Files.createDirectory(beginning);
                try {
                    filling.fill(beginning);
                } catch (IOException | RuntimeException e) {
                    Directories.delete(beginning);
                    throw e;
                }
                Files.move(beginning, wanted, StandardCopyOption.ATOMIC_MOVE);
            }
            return wanted;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot fill " + wanted, e);
        }
    }
}
