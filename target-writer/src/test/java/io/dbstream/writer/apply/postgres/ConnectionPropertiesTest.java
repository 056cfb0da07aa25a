package io.dbstream.writer.apply.postgres;

import static io.dbstream.writer.apply.Failures.kind;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbstream.error.ErrorKind;
import io.dbstream.stream.ConnectionString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionPropertiesTest {
    @TempDir
    private Path directory = Path.of("");

    @Test
    void the_words_of_libpq_become_the_drivers() {
        assertThat(properties(Map.of("connect_timeout", "3", "application_name", "mine", "sslmode", "verify-full")))
                .containsEntry("user", "me")
                .containsEntry("connectTimeout", "3")
                .containsEntry("loginTimeout", "3")
                .containsEntry("ApplicationName", "mine")
                .containsEntry("sslmode", "verify-full");
    }

    @Test
    void without_parameters_the_session_bears_the_streams_name() {
        assertThat(properties(Map.of())).containsEntry("ApplicationName", "dbstream-id");
    }

    @Test
    void a_search_path_and_options_go_together() {
        assertThat(properties(Map.of("options", "-c work_mem=1MB", "search_path", "a b"))
                        .getProperty("options"))
                .contains("-c work_mem=1MB")
                .contains("-c search_path=a\\ b");
    }

    @Test
    void a_parameter_that_is_not_known_is_named() {
        assertThatThrownBy(() -> properties(Map.of("sslmodus", "require")))
                .satisfies(kind(ErrorKind.CONFIGURATION))
                .hasMessageContaining("\"sslmodus\"");
    }

    @Test
    void a_setting_that_is_not_known_is_named() {
        ConnectionString connection = new ConnectionString("me", "secret", "h", 5432, "d", Map.of());
        assertThatThrownBy(() -> ConnectionProperties.of(connection, Map.of("sslCa", "x"), "id"))
                .satisfies(kind(ErrorKind.CONFIGURATION))
                .hasMessageContaining("sslCa");
    }

    @Test
    void a_mode_that_does_not_exist_is_refused() {
        assertThatThrownBy(() -> properties(Map.of("sslmode", "on"))).satisfies(kind(ErrorKind.CONFIGURATION));
    }

    @Test
    void a_file_that_cannot_be_read_is_named() {
        assertThatThrownBy(() -> properties(Map.of("sslrootcert", "/no/such/ca.pem")))
                .satisfies(kind(ErrorKind.CONFIGURATION))
                .hasMessageContaining("/no/such/ca.pem");
    }

    @Test
    void who_names_an_authority_wants_it_asked() throws IOException {
        String authority = Files.writeString(directory.resolve("ca.pem"), "").toString();
        assertThat(properties(Map.of("sslmode", "require", "sslrootcert", authority)))
                .containsEntry("sslmode", "verify-ca");
        assertThat(ConnectionProperties.of(connection("h", Map.of()), Map.of("sslCA", authority), "id"))
                .containsEntry("sslmode", "verify-ca")
                .containsEntry("sslrootcert", authority);
    }

    @ParameterizedTest
    @CsvSource({"RSA,RSA", "EC,EC", "Ed25519,EdDSA"})
    void the_algorithm_of_a_pem_key_is_told_to_the_driver(String generator, String algorithm)
            throws GeneralSecurityException, IOException {
        byte[] key = KeyPairGenerator.getInstance(generator)
                .generateKeyPair()
                .getPrivate()
                .getEncoded();
        String pem = "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                + "\n-----END PRIVATE KEY-----\n";
        String file = Files.writeString(directory.resolve("client.key"), pem).toString();
        assertThat(properties(Map.of("sslkey", file))).containsEntry("pemKeyAlgorithm", algorithm);
    }

    @Test
    void a_key_that_the_driver_cannot_read_is_refused_with_the_command_that_converts_it() throws IOException {
        String file = Files.writeString(directory.resolve("client.key"), "-----BEGIN RSA PRIVATE KEY-----\n")
                .toString();
        assertThatThrownBy(() -> properties(Map.of("sslkey", file)))
                .satisfies(kind(ErrorKind.CONFIGURATION))
                .hasMessageContaining("openssl pkcs8 -topk8");
    }

    @Test
    void addresses_of_version_six_and_names_with_slashes_are_written_as_the_driver_reads_them() {
        assertThat(ConnectionProperties.url(connection("::1", Map.of())))
                .isEqualTo("jdbc:postgresql://[::1]:5432/a%2Fb");
    }

    private static Properties properties(Map<String, String> parameters) {
        return ConnectionProperties.of(connection("localhost", parameters), Map.of(), "id");
    }

    private static ConnectionString connection(String host, Map<String, String> parameters) {
        return new ConnectionString("me", "secret", host, 5432, "a/b", parameters);
    }
}
