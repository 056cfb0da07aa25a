package io.dbstream.sandbox.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a server needs for encrypted connections.
 *
 * @param certificate its own
 * @param clients the authority whose certificates it accepts from clients
 */
public record ServerTls(IssuedCertificate certificate, CertificateAuthority clients) {
    /** Writes {@code server.crt}, {@code server.key} and {@code clients.crt}. */
    public void write(Path directory) {
        certificate.write(directory, "server");
        try {
            Files.writeString(directory.resolve("clients.crt"), clients.certificate());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
