package io.dbstream.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.sandbox.tls.CertificateAuthority;
import io.dbstream.sandbox.tls.IssuedCertificate;
import io.dbstream.sandbox.tls.KeyAlgorithm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TlsClientTest {
    private static final CertificateAuthority AUTHORITY = CertificateAuthority.named("Test");

    @TempDir
    private Path directory = Path.of("");

    @ParameterizedTest
    @EnumSource
    void keys_in_pkcs_8_are_read(KeyAlgorithm algorithm) {
        IssuedCertificate client = AUTHORITY.issue(algorithm, "client");
        assertThat(identity(client.certificate(), client.key(), "").identity()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = KeyAlgorithm.class,
            names = {"RSA", "EC"})
    void keys_in_the_older_forms_are_read(KeyAlgorithm algorithm) {
        IssuedCertificate client = AUTHORITY.issue(algorithm, "client");
        assertThat(client.traditionalKey()).startsWith("-----BEGIN " + algorithm + " PRIVATE KEY-----");
        assertThat(identity(client.certificate(), client.traditionalKey(), "").identity())
                .hasSize(1);
    }

    @Test
    void a_key_behind_the_curve_it_is_on_is_read() {
        IssuedCertificate client = AUTHORITY.issue(KeyAlgorithm.EC, "client");
        String parameters = "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n";
        assertThat(identity(client.certificate(), parameters + client.traditionalKey(), "")
                        .identity())
                .hasSize(1);
    }

    @Test
    void an_encrypted_key_is_read_with_its_password_only() {
        IssuedCertificate client = AUTHORITY.issue(KeyAlgorithm.RSA, "client");
        String key = client.encryptedKey("correct");
        assertThat(identity(client.certificate(), key, "correct").identity()).hasSize(1);
        assertThatThrownBy(() -> identity(client.certificate(), key, ""))
                .satisfies(TlsClientTest::isOfConfiguration)
                .hasMessageContaining("is encrypted; openssl pkcs8 -topk8 -nocrypt -in " + file("key"));
        assertThatThrownBy(() -> identity(client.certificate(), key, "wr0ng"))
                .satisfies(TlsClientTest::isOfConfiguration)
                .hasMessageContaining("cannot be decrypted")
                .message()
                .doesNotContain("wr0ng");
    }

    @Test
    void a_key_encrypted_in_the_old_way_is_refused_with_the_command_that_converts_it() {
        String key = """
                -----BEGIN RSA PRIVATE KEY-----
                Proc-Type: 4,ENCRYPTED
                DEK-Info: AES-256-CBC,00

                AAAA
                -----END RSA PRIVATE KEY-----
                """;
        assertThatThrownBy(() -> identity(AUTHORITY.certificate(), key, ""))
                .satisfies(TlsClientTest::isOfConfiguration)
                .hasMessageContaining("openssl pkcs8 -topk8 -nocrypt");
    }

    @Test
    void a_key_of_another_certificate_is_refused() {
        IssuedCertificate client = AUTHORITY.issue(KeyAlgorithm.RSA, "client");
        IssuedCertificate other = AUTHORITY.issue(KeyAlgorithm.EC, "other");
        assertThatThrownBy(() -> identity(client.certificate(), other.key(), ""))
                .satisfies(TlsClientTest::isOfConfiguration)
                .hasMessageContaining("the file " + file("key") + " of sslKey is not the key of the certificate in");
    }

    @Test
    void a_client_certificate_that_has_expired_is_refused_before_a_server_sees_it() {
        Instant now = Instant.now();
        IssuedCertificate client = AUTHORITY.issue(
                KeyAlgorithm.EC, "client", now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(2)));
        assertThatThrownBy(() -> identity(client.certificate(), client.key(), ""))
                .satisfies(TlsClientTest::isOfConfiguration)
                .hasMessageContaining(
                        "expired on " + now.minus(Duration.ofDays(2)).toString().substring(0, 10));
    }

    @Test
    void a_certificate_without_its_key_is_refused() {
        assertThatThrownBy(() -> new TlsFiles(
                        new PemFile("sslCA", null), new PemFile("sslCert", "a.pem"), new PemFile("sslKey", null), ""))
                .satisfies(TlsClientTest::isOfConfiguration)
                .hasMessageContaining("sslCert and sslKey belong together");
    }

    @Test
    void a_file_that_is_missing_is_shown_where_it_was_looked_for() {
        assertThatThrownBy(() -> trust("../../config/mysql/ca.pem"))
                .satisfies(TlsClientTest::isOfConfiguration)
                .hasMessage("the file ../../config/mysql/ca.pem of sslCA does not exist (looked for at "
                        + Path.of("../../config/mysql/ca.pem").toAbsolutePath().normalize() + ")");
    }

    @Test
    void a_directory_and_a_file_without_a_certificate_are_refused() {
        assertThatThrownBy(() -> trust(directory.toString()))
                .satisfies(TlsClientTest::isOfConfiguration)
                .hasMessageContaining("is a directory");
        write("empty", "");
        assertThatThrownBy(() -> trust(file("empty")))
                .satisfies(TlsClientTest::isOfConfiguration)
                .hasMessageContaining("holds no certificate");
        write("damaged", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assertThatThrownBy(() -> trust(file("damaged")))
                .satisfies(TlsClientTest::isOfConfiguration)
                .hasMessageContaining("damaged");
    }

    @Test
    void several_authorities_may_stand_in_one_file_with_words_between_them() {
        write(
                "ca",
                "# ours\n" + AUTHORITY.certificate() + "# theirs\n"
                        + CertificateAuthority.named("Other").certificate());
        assertThat(Certificates.of(new PemFile("sslCA", file("ca")))).hasSize(2);
    }

    private TlsClient trust(String authorities) {
        return TlsClient.of(Verification.AUTHORITY, files(authorities, null, null, ""));
    }

    private TlsClient identity(String certificate, String key, String password) {
        write("crt", certificate);
        write("key", key);
        return TlsClient.of(Verification.NONE, files(null, file("crt"), file("key"), password));
    }

    private static TlsFiles files(
            @Nullable String authorities, @Nullable String certificate, @Nullable String key, String password) {
        return new TlsFiles(
                new PemFile("sslCA", authorities),
                new PemFile("sslCert", certificate),
                new PemFile("sslKey", key),
                password);
    }

    private String file(String name) {
        return directory.resolve(name).toString();
    }

    private void write(String name, String content) {
        try {
            Files.writeString(directory.resolve(name), content);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void isOfConfiguration(Throwable failure) {
        assertThat(failure)
                .asInstanceOf(type(StreamException.class))
                .returns(ErrorKind.CONFIGURATION, StreamException::kind);
    }
}
