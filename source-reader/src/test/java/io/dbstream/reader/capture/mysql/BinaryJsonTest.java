package io.dbstream.reader.capture.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinaryJsonTest {
    @ParameterizedTest
    @CsvSource({
        "1, 1.0",
        "-0.0, -0.0",
        "0.1, 0.1",
        "1e7, 10000000.0",
        "123456789012345, 123456789012345.0",
        "1e15, 1e15",
        "1234567890123456789, 1.2345678901234568e18",
        "1e-14, 0.00000000000001",
        "1e-15, 0.000000000000001",
        "1e-16, 1e-16",
        "1.5e300, 1.5e300",
        "-5e-324, -5e-324",
    })
    void doublesArePrintedAsTheServerDoes(double value, String printed) {
        byte[] document = ByteBuffer.allocate(9)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0x0b)
                .putDouble(value)
                .array();

        assertThat(read(document)).isEqualTo(printed);
    }

    @Test
    void aSmallObjectHoldsWhatFitsInItsEntries() {
        // {"a": 1, "b": "x"}: count, size, two keys, two values, then the names and the string.
        assertThat(read("00 0200 1600 1200 0100 1300 0100 05 0100 0c 1400 61 62 01 78"))
                .isEqualTo("{\"a\": 1, \"b\": \"x\"}");
    }

    @Test
    void aDocumentOfNoBytesIsNull() {
        assertThat(read("")).isEqualTo("null");
    }

    private static String read(String hex) {
        return read(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    private static String read(byte[] document) {
        return new BinaryJson().read(new EventBytes(document), document.length);
    }
}
