package io.dbstream.reader.capture.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TextDecoderTest {
    @Test
    void bytesThatAreNoTextAreNotReplaced() {
        TextDecoder utf8 = TextDecoder.of(StandardCharsets.UTF_8);

        assertThat(utf8.decode(new byte[] {'a', (byte) 0xff}, 0, 2)).isNull();
        assertThat(utf8.decode("a\ufffd".getBytes(StandardCharsets.UTF_8), 0, 4))
                .isEqualTo("a\ufffd");
    }

    @Test
    void aTableKnowsSequencesOfOneTwoAndThreeBytes() {
        TableDecoder decoder = new TableDecoder(false);
        decoder.put(new byte[] {'a'}, 'a');
        decoder.put(new byte[] {(byte) 0xa4, (byte) 0xa2}, 'あ');
        decoder.put(new byte[] {(byte) 0x8f, (byte) 0xb0, (byte) 0xa1}, '丂');

        byte[] bytes = {'a', (byte) 0xa4, (byte) 0xa2, (byte) 0x8f, (byte) 0xb0, (byte) 0xa1, 0, 'a'};

        assertThat(decoder.decode(bytes, 0, bytes.length)).isEqualTo("aあ丂\0a");
        assertThat(decoder.decode(bytes, 0, 2)).isNull();
        assertThat(decoder.decode(new byte[] {'b'}, 0, 1)).isNull();
    }

    @Test
    void charactersAboveTheBasicPlaneAreComputedInGb18030() {
        byte[] hammer = "\uD83D\uDD28".getBytes(Charset.forName("GB18030"));

        assertThat(new TableDecoder(true).decode(hammer, 0, hammer.length)).isEqualTo("\uD83D\uDD28");
        assertThat(Gb18030.index(Gb18030.sequence(12_345), 0)).isEqualTo(12_345);
    }
}
