package io.dbstream.reader.capture.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TemporalsTest {
    private final Temporals temporals = new Temporals();

    @Test
    void everyInstantIsPrintedAsJavaPrintsIt() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        DateTimeFormatter format =
                DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'+00'").withZone(ZoneOffset.UTC);
        for (int i = 0; i < 100_000; i++) {
            long seconds = 1 + (random.nextInt() & 0xffffffffL) % 0xfffffffeL;
            byte[] bytes = ByteBuffer.allocate(4).putInt((int) seconds).array();

            assertThat(temporals.timestamp(new EventBytes(bytes), 0))
                    .as("seed " + seed)
                    .isEqualTo(format.format(Instant.ofEpochSecond(seconds)));
        }
    }

    @Test
    void theZeroInstantHasNoZone() {
        assertThat(temporals.timestamp(new EventBytes(new byte[7]), 6)).isEqualTo("0000-00-00 00:00:00.000000");
    }

    @Test
    void aFractionOfAnOddNumberOfDigitsDropsItsLastZero() {
        byte[] bytes =
                ByteBuffer.allocate(6).putInt(86_400).putShort((short) 1_230).array();

        assertThat(temporals.timestamp(new EventBytes(bytes), 3)).isEqualTo("1970-01-02 00:00:00.123+00");
    }

    @Test
    void aNegativeTimeCountsDownFromTheOffset() {
        assertThat(temporals.time(new EventBytes(new byte[] {0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xf6}), 1))
                .isEqualTo("-00:00:00.1");
        assertThat(temporals.time(new EventBytes(new byte[] {(byte) 0x80, 0, 0}), 0))
                .isEqualTo("00:00:00");
    }
}
