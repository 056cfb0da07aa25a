package io.dbstream.writer.apply.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonNumbersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[0, -1, 9223372036854775807, -9223372036854775808, 18446744073709551615]",
                "{\"12345678901234567890123\": \"\\\"1.10 \\\\\"}",
                "[0.1, -2.5, 1e100, 1.2345678901234566e29, 1.0, 100.0, 0.000001, 123456789012345.0]",
                "[-0.0, 4.9e-324, 1.7976931348623157e308]",
            })
    void numbers_that_mysql_keeps_survive(String document) {
        assertThat(JsonNumbers.survive(document, true)).isTrue();
        assertThat(JsonNumbers.survive(document, false)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1.10]", "{\"a\": 1e2, \"b\": 19.90}", "1.00", "[100000000000000000000]"})
    void numbers_of_which_mysql_keeps_the_meaning_only_survive_unless_digits_matter(String document) {
        assertThat(JsonNumbers.survive(document, false)).isTrue();
        assertThat(JsonNumbers.survive(document.replace("1e2", "1"), true)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[18446744073709551616123]",
                "{\"a\": [\"x\", 0.12345678901234567890]}",
                "12345678901234567890.5",
                "1e400",
                "-9223372036854775809"
            })
    void numbers_that_mysql_would_change_do_not_survive(String document) {
        assertThat(JsonNumbers.survive(document, false)).isFalse();
        assertThat(JsonNumbers.survive(document, true)).isFalse();
    }
}
