package io.dbstream.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbstream.error.StreamException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NatsUrlTest {
    @ParameterizedTest
    @CsvSource({
        "host:4222,nats://host:4222",
        "NATS://host:4222,nats://host:4222",
        "tls://user:p@ss/w#rd?@host:4222,tls://user:p%40ss%2Fw%23rd%3F@host:4222",
        "tls://user:50%25@host:4222,tls://user:50%25@host:4222",
        "tls://user:50%@host:4222,tls://user:50%25@host:4222",
        "nats://user:pä@[::1]:4222,nats://user:p%C3%A4@[::1]:4222"
    })
    void a_password_may_have_any_character(String written, String parsed) {
        assertThat(NatsUrl.parse(written)).isEqualTo(parsed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://user:secret@host:4222", "nats://user:secret@", "nats://user:secret@ho st:4222"})
    void what_is_malformed_is_not_shown(String url) {
        assertThatThrownBy(() -> NatsUrl.parse(url))
                .isInstanceOf(StreamException.class)
                .hasMessageContaining("NATS_URL is not of the form nats://host:4222")
                .hasMessageNotContaining("secret");
    }

    @Test
    void one_url_with_tls_or_one_file_encrypts_connections_to_all() {
        assertThat(HubSettings.of("nats://one:4222", "x").isEncrypted()).isFalse();
        assertThat(HubSettings.of("nats://one:4222,tls://two:4222", "x").isEncrypted())
                .isTrue();
        assertThat(HubSettings.of("nats://one:4222", "x", HubAccess.of("", "", "", "", "ca.pem", "", ""))
                        .isEncrypted())
                .isTrue();
    }

    @Test
    void there_is_one_way_to_log_in() {
        assertThatThrownBy(() -> HubAccess.of("user", "secret", "token", "", "", "", ""))
                .isInstanceOf(StreamException.class)
                .hasMessageContaining("set one of them");
        assertThatThrownBy(() -> HubAccess.of("", "secret", "", "", "", "", ""))
                .isInstanceOf(StreamException.class)
                .hasMessageContaining("NATS_USER is not")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> HubAccess.of("", "", "", "no-such.creds", "", "", ""))
                .isInstanceOf(StreamException.class)
                .hasMessageContaining("the file no-such.creds of NATS_CREDS does not exist");
    }
}
