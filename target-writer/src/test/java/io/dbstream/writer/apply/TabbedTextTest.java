package io.dbstream.writer.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TabbedTextTest {
    private final TabbedText text = new TabbedText(4, "\nn\tt\\\\\0000", "\\\\x");

    @Test
    void columns_end_with_a_tab_and_rows_with_a_line_feed() {
        text.append(1L);
        text.endColumn();
        text.appendNull();
        text.endColumn();
        text.endRow();
        text.append("");
        text.endColumn();
        text.append(true);
        text.endColumn();
        text.endRow();
        assertThat(written()).isEqualTo("1\t\\N\n\tt\n");
    }

    @Test
    void characters_that_mean_something_are_escaped() {
        text.append("\\N a\tb\nc\rd\0");
        assertThat(written()).isEqualTo("\\\\N a\\tb\\nc\rd\\0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "äöüß", "€", "😀", "a😀ä€z", "\u007F\u0080\u07FF\u0800\uFFFF"})
    void text_is_utf_8(String value) {
        text.append(value);
        assertThat(written()).isEqualTo(value);
    }

    @Test
    void bytes_are_hexadecimal() {
        text.append(new byte[] {0, 127, -128, -1});
        assertThat(written()).isEqualTo("\\\\x007f80ff");
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                1,
                9,
                10,
                99,
                100,
                -1,
                -9,
                -10,
                999_999_999_999_999_999L,
                1_000_000_000_000_000_000L,
                Long.MAX_VALUE,
                Long.MIN_VALUE
            })
    void whole_numbers_are_decimal(long value) {
        text.append(value);
        assertThat(written()).isEqualTo(Long.toString(value));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, 1.5, 1e300, Double.MIN_VALUE})
    void floating_point_numbers_keep_all_their_digits(double value) {
        text.append((Object) value);
        assertThat(Double.parseDouble(written())).isEqualTo(value);
    }

    @Test
    void a_cleared_text_begins_anew() {
        text.append("before");
        text.clear();
        text.append("after");
        assertThat(written()).isEqualTo("after");
    }

    private String written() {
        return new String(text.bytes(), 0, text.size(), StandardCharsets.UTF_8);
    }
}
