package io.dbstream.database;

import io.dbstream.sandbox.Directories;
import io.dbstream.sandbox.tls.CertificateAuthority;
import io.dbstream.sandbox.tls.IssuedCertificate;
import io.dbstream.sandbox.tls.KeyAlgorithm;
import io.dbstream.sandbox.tls.ServerTls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * Certificates in files, for a server called {@code localhost} and a client called {@code certified}: {@code ca.pem}, {@code
 * client-cert.pem} and {@code client-key.pem} as they should be, and some that are wrong.
 */
public final class TestCertificates {
    private final Path directory;
    private final CertificateAuthority authority = CertificateAuthority.named("Authority of the test");

    public TestCertificates(Path directory) {
        this.directory = Directories.create(directory);
        CertificateAuthority stranger = CertificateAuthority.named("Stranger");
        write("ca.pem", authority.certificate());
        write("strange-ca.pem", stranger.certificate());
        IssuedCertificate client = authority.issue(KeyAlgorithm.RSA, "certified");
        write("client-cert.pem", client.certificate());
        write("client-key.pem", client.traditionalKey());
        write("encrypted-key.pem", client.encryptedKey("secret"));
        IssuedCertificate elliptic = authority.issue(KeyAlgorithm.EC, "certified");
        write("elliptic-cert.pem", elliptic.certificate());
        write("elliptic-key.pem", elliptic.traditionalKey());
        IssuedCertificate other = authority.issue(KeyAlgorithm.EC, "other");
        write("other-cert.pem", other.certificate());
        write("other-key.pem", other.key());
        IssuedCertificate strange = stranger.issue(KeyAlgorithm.RSA, "certified");
        write("strange-cert.pem", strange.certificate());
        write("strange-key.pem", strange.key());
    }

    /** What a server needs that is called {@code localhost} and trusts the same authority as its clients. */
    public ServerTls server() {
        return new ServerTls(authority.issue(KeyAlgorithm.RSA, "server", "localhost"), authority);
    }

    /** The same with a certificate that has expired. */
    public ServerTls expiredServer() {
        Instant now = Instant.now();
        return new ServerTls(
                authority.issue(
                        KeyAlgorithm.RSA,
                        "server",
                        now.minus(Duration.ofDays(30)),
                        now.minus(Duration.ofDays(2)),
                        "localhost"),
                authority);
    }

    public String file(String name) {
        return directory.resolve(name).toString();
    }

    private void write(String name, String content) {
        try {
            Files.writeString(directory.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
