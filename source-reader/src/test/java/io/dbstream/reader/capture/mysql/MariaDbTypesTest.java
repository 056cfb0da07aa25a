package io.dbstream.reader.capture.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class MariaDbTypesTest {
    @Test
    void uuidsArePrintedInLowerCaseWithHyphens() {
        assertThat(MariaDbTypes.uuid(bytes("00112233445566778899aabbccddeeff")))
                .isEqualTo("00112233-4455-6677-8899-aabbccddeeff");
    }

    @Test
    void ofRowsOfZerosInAnAddressTheFirstLongestIsLeftOut() {
        assertThat(MariaDbTypes.inet6(bytes("20010db8000000000001000000000001")))
                .isEqualTo("2001:db8::1:0:0:1");
        assertThat(MariaDbTypes.inet6(bytes("20010000000000010000000000000001")))
                .isEqualTo("2001:0:0:1::1");
        assertThat(MariaDbTypes.inet6(bytes("00010000000200030004000500060007")))
                .isEqualTo("1::2:3:4:5:6:7");
    }

    private static EventBytes bytes(String hex) {
        return new EventBytes(HexFormat.of().parseHex(hex));
    }
}
