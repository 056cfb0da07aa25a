package io.dbstream.reader.capture.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackedDecimalTest {
    /** The bytes are those of the example in the server's {@code decimal.cc}, and some that a server wrote. */
    @ParameterizedTest
    @CsvSource({
        "810dfb38d204d2, 14, 4, 1234567890.1234",
        "7ef204c72dfb2d, 14, 4, -1234567890.1234",
        "800000, 5, 2, 0.00",
        "8032, 3, 2, 0.50",
        "7fcd, 3, 2, -0.50",
        "e3, 2, 2, 0.99",
        "1c, 2, 2, -0.99",
        "8000000000, 10, 0, 0",
        "890001e23f, 10, 0, 9000123455",
    })
    void aDecimalIsPrintedWithAllDigitsOfItsScale(String bytes, int precision, int scale, String printed) {
        EventBytes in = new EventBytes(HexFormat.of().parseHex(bytes));

        assertThat(PackedDecimal.read(in, precision, scale)).isEqualTo(printed);
        assertThat(in.hasRemaining()).isFalse();
    }
}
