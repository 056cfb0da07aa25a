package io.dbstream.writer.apply.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ShapesTest {
    private static final String POINT = "0101000000000000000000f03f0000000000000040";

    @Test
    void the_reference_system_stands_in_front() {
        assertThat(internal(POINT)).isEqualTo("00000000" + POINT);
        assertThat(internal("0101000020e6100000" + "000000000000f03f0000000000000040"))
                .isEqualTo("e6100000" + POINT);
    }

    @Test
    void the_lowest_byte_of_a_number_comes_first() {
        assertThat(internal("0020000001000010e6" + "3ff00000000000004000000000000000"))
                .isEqualTo("e6100000" + POINT);
    }

    @Test
    void shapes_are_made_of_shapes() {
        String line = "010200000002000000" + POINT.substring(10) + POINT.substring(10);
        String polygon = "01030000000100000001000000" + POINT.substring(10);
        String collection = "010700000003000000" + POINT + line + polygon;
        assertThat(internal(collection)).isEqualTo("00000000" + collection);
        assertThat(internal("0104000020e610000001000000" + POINT)).isEqualTo("e6100000010400000001000000" + POINT);
    }

    @Test
    void a_third_dimension_has_no_place() {
        assertThat(Shapes.internal(
                        HexFormat.of().parseHex("0101000080000000000000f03f00000000000000400000000000000040")))
                .isNull();
        assertThat(Shapes.internal(new byte[] {1, 2})).isNull();
    }

    private static String internal(String ewkb) {
        byte[] shape = Shapes.internal(HexFormat.of().parseHex(ewkb));
        return shape == null ? "null" : HexFormat.of().formatHex(shape);
    }
}
