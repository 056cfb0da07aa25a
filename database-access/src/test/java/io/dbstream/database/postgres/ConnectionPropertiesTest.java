package io.dbstream.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbstream.database.Failures;
import io.dbstream.sandbox.tls.CertificateAuthority;
import io.dbstream.stream.ConnectionString;
import io.dbstream.stream.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionPropertiesTest {
    @TempDir
    private Path directory = Path.of("");

    @Test
    void the_words_of_libpq_become_the_drivers() {
        assertThat(properties(Map.of("connect_timeout", "3", "application_name", "mine", "sslmode", "require")))
                .containsEntry("user", "me")
                .containsEntry("connectTimeout", "3")
                .containsEntry("loginTimeout", "3")
                .containsEntry("ApplicationName", "mine")
                .containsEntry("sslmode", "require");
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
                .satisfies(Failures::isOfConfiguration)
                .hasMessageContaining("\"sslmodus\"");
    }

    @Test
    void a_mode_that_does_not_exist_is_refused() {
        assertThatThrownBy(() -> properties(Map.of("sslmode", "on"))).satisfies(Failures::isOfConfiguration);
    }

    @Test
    void a_file_that_cannot_be_read_is_named() {
        assertThatThrownBy(() -> properties(Map.of("sslrootcert", "/no/such/ca.pem")))
                .satisfies(Failures::isOfConfiguration)
                .hasMessageContaining("/no/such/ca.pem");
    }

    @Test
    void who_names_an_authority_wants_it_asked() throws IOException {
        String authority = Files.writeString(
                        directory.resolve("ca.pem"),
                        CertificateAuthority.named("Test").certificate())
                .toString();
        assertThat(properties(Map.of("sslmode", "require", "sslrootcert", authority)))
                .containsEntry("sslmode", "verify-ca");
        assertThat(encrypted(connection("h", Map.of()), Map.of("sslCA", authority)))
                .containsEntry("sslmode", "verify-ca")
                .containsEntry("sslrootcert", authority);
    }

    @Test
    void whom_java_trusts_is_trusted_for_the_host_it_names_only() {
        assertThat(properties(Map.of("sslrootcert", "system"))).containsEntry("sslmode", "verify-full");
        assertThatThrownBy(() -> properties(Map.of("sslrootcert", "system", "sslmode", "require")))
                .satisfies(Failures::isOfConfiguration);
    }

    @Test
    void a_target_must_be_writable_and_a_source_need_not() {
        Map<String, String> standby = Map.of("target_session_attrs", "prefer-standby");
        assertThat(ConnectionProperties.of(Side.SOURCE, connection("h", standby), Map.of(), "name"))
                .containsEntry("targetServerType", "preferSecondary");
        assertThatThrownBy(() -> properties(standby)).hasMessageContaining("must be writable");
    }

    @Test
    void addresses_of_version_six_and_names_with_slashes_are_written_as_the_driver_reads_them() {
        assertThat(ConnectionProperties.url(connection("::1", Map.of())))
                .isEqualTo("jdbc:postgresql://[::1]:5432/a%2Fb");
    }

    private static Properties properties(Map<String, String> parameters) {
        return encrypted(connection("localhost", parameters), Map.of());
    }

    private static Properties encrypted(ConnectionString connection, Map<String, String> settings) {
        Properties properties = ConnectionProperties.of(Side.TARGET, connection, settings, "dbstream-id");
        PostgresTls.of(properties).configure(properties);
        return properties;
    }

    private static ConnectionString connection(String host, Map<String, String> parameters) {
        return new ConnectionString("me", "secret", host, 5432, "a/b", parameters);
    }
}
