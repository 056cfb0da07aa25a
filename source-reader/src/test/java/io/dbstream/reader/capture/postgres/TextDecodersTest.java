package io.dbstream.reader.capture.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import org.junit.jupiter.api.Test;

class TextDecodersTest {
    @Test
    void bytes_that_are_no_text_are_refused_and_not_replaced() {
        byte[] latin = {'a', (byte) 0xE4, 'b'};
        assertThatThrownBy(() -> TextDecoders.text(latin, 0, 3))
                .isInstanceOf(StreamException.class)
                .extracting(thrown -> ((StreamException) thrown).kind())
                .isEqualTo(ErrorKind.UNREPRESENTABLE);
        assertThat(TextDecoders.text(latin, 2, 1)).isEqualTo("b");
    }

    @Test
    void bytea_in_the_escape_format_is_not_guessed_at() {
        assertThatThrownBy(() -> TextDecoders.bytea(new byte[] {'a', 'b', 'c'}, 0, 3))
                .isInstanceOf(StreamException.class);
    }
}
