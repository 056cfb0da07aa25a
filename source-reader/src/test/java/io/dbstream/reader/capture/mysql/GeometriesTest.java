package io.dbstream.reader.capture.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Geometries come out as PostGIS writes them, here what {@code ST_AsEWKB} says there. */
class GeometriesTest {
    @ParameterizedTest
    @CsvSource({
        // POINT(1 2)
        "000000000101000000000000000000F03F0000000000000040, 0101000000000000000000F03F0000000000000040",
        // SRID=4326;POINT(1 2)
        "E61000000101000000000000000000F03F0000000000000040, 0101000020E6100000000000000000F03F0000000000000040",
        // The same with the highest byte first
        "E610000000000000013FF00000000000004000000000000000, 0020000001000010E63FF00000000000004000000000000000",
        // SRID=3857;GEOMETRYCOLLECTION EMPTY
        "110F0000010700000000000000, 0107000020110F000000000000",
        // SRID=4326;MULTIPOINT(1 2): the inner geometry has no number of its own
        "E610000001040000000100000001010000000000000000000000F03F0000000000000040,"
                + " 0104000020E61000000100000001010000000000000000000000F03F0000000000000040",
    })
    void theReferenceSystemIsWovenIn(String internal, String ewkb) {
        byte[] bytes = HexFormat.of().parseHex(internal);

        assertThat(HexFormat.of().withUpperCase().formatHex(Geometries.ewkb(new EventBytes(bytes))))
                .isEqualTo(ewkb);
    }
}
