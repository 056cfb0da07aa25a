package io.dbstream.sandbox;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.Objects;
import java.util.function.Function;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Unpacks archives with their executable bits and symbolic links. */
public final class Archives {
    private static final int SYMBOLIC_LINK = 0120000;
    private static final int FILE_TYPE = 0170000;

    private Archives() {}

    /**
     * Unpacks a zip or jar file.
     *
     * @param place where an entry goes, relative to the directory; empty for an entry that is left out
     */
    static void unzip(Path archive, Path directory, Function<String, String> place) throws IOException {
        try (ZipFile zip = ZipFile.builder().setPath(archive).get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                String path = place.apply(entry.getName());
                if (path.isEmpty() || entry.isDirectory()) {
                    continue;
                }
                try (InputStream content = zip.getInputStream(entry)) {
                    if ((entry.getUnixMode() & FILE_TYPE) == SYMBOLIC_LINK) {
                        link(directory, path, zip.getUnixSymlink(entry));
                    } else {
                        write(directory, path, entry.getUnixMode(), content);
                    }
                }
            }
        }
    }

    /** One entry of a zip or jar file, handed over as a stream. */
    static void untarXzInside(Path zipArchive, String entryName, Path directory) throws IOException {
        try (ZipFile zip = ZipFile.builder().setPath(zipArchive).get()) {
            ZipArchiveEntry entry = zip.getEntry(entryName);
            if (entry == null) {
                throw new IOException(zipArchive + " holds no " + entryName);
            }
            try (var tar = new TarArchiveInputStream(
                    new XZCompressorInputStream(new BufferedInputStream(zip.getInputStream(entry))))) {
                untar(tar, directory, Function.identity());
            }
        }
    }

    static void untarGzip(Path archive, Path directory) throws IOException {
        untarGzip(archive, directory, Function.identity());
    }

    /**
     * Unpacks a tar.gz file.
     *
     * @param place where an entry goes, relative to the directory; empty for an entry that is left out
     */
    public static void untarGzip(Path archive, Path directory, Function<String, String> place) throws IOException {
        try (var tar = new TarArchiveInputStream(
                new GzipCompressorInputStream(new BufferedInputStream(Files.newInputStream(archive))))) {
            untar(tar, directory, place);
        }
    }

    private static void untar(TarArchiveInputStream tar, Path directory, Function<String, String> place)
            throws IOException {
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            String path = place.apply(entry.getName());
            if (path.isEmpty()) {
                continue;
            }
            if (entry.isSymbolicLink()) {
                link(directory, path, entry.getLinkName());
            } else if (entry.isFile()) {
                write(directory, path, entry.getMode(), tar);
            }
        }
    }

    private static void write(Path directory, String path, int mode, InputStream content) throws IOException {
        Path file = inside(directory, path);
        Files.copy(content, file);
        boolean executable = (mode & 0100) != 0;
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static void link(Path directory, String path, String target) throws IOException {
        Path link = inside(directory, path);
        inside(
                directory,
                directory.relativize(link.resolveSibling(target).normalize()).toString());
        Files.createSymbolicLink(link, Path.of(target));
    }

    private static Path inside(Path directory, String path) throws IOException {
        Path whole = directory.resolve(path).normalize();
        if (!whole.startsWith(directory)) {
            throw new IOException("The archive's entry " + path + " leads out of its directory");
        }
        Files.createDirectories(Objects.requireNonNull(whole.getParent()));
        return whole;
    }
}
