package io.dbstream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplesTest {
    @Test
    void theMedianIsTheMiddleOne() {
        assertThat(new Samples(List.of(9.0, 1.0, 2.0)).median()).isEqualTo(2);
    }

    @Test
    void theMedianOfAnEvenNumberIsTheMeanOfTheTwoInTheMiddle() {
        assertThat(new Samples(List.of(9.0, 1.0, 2.0, 4.0)).median()).isEqualTo(3);
    }

    @Test
    void aPercentileIsTheSmallestValueThatSoManyDoNotExceed() {
        var samples = new Samples(
                IntStream.rangeClosed(1, 1_000).mapToObj(Double::valueOf).toList());

        assertThat(samples.percentile(50)).isEqualTo(500);
        assertThat(samples.percentile(99)).isEqualTo(990);
        assertThat(samples.percentile(100)).isEqualTo(1_000);
        assertThat(new Samples(List.of(7.0)).percentile(1)).isEqualTo(7);
    }

    @Test
    void theRangeGoesFromTheSmallestToTheLargest() {
        assertThat(new Samples(List.of(123_456.7, 3.14159, 20.0)).range()).isEqualTo("3.14 – 123,457");
    }

    @Test
    void nothingHasNoMedian() {
        assertThatThrownBy(() -> new Samples(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
