package io.dbstream.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PromQlTest {
    @Test
    void aMetricOfItsOwnIsFound() {
        assertThat(PromQl.metricNames("dbstream_hub_connected")).containsExactly("dbstream_hub_connected");
    }

    @Test
    void functionsGroupingsMatchersAndRangesAreNoMetrics() {
        assertThat(PromQl.metricNames(
                        "sum by (stream, side) (rate(a_total{stream=~\"$stream\", side=\"x y\"}[$__rate_interval]))"))
                .containsExactly("a_total");
    }

    @Test
    void everyOperandIsFound() {
        assertThat(PromQl.metricNames(
                        "rate(a_sum[1m]) / ignoring(le) rate(a_count[1m]) > 1.5e3 and on (stream) b:c == bool 0"))
                .containsExactly("a_count", "a_sum", "b:c");
    }

    @Test
    void aGroupingBehindItsArgumentIsNoMetric() {
        assertThat(PromQl.metricNames("sum(a offset 5m) without (stream)")).containsExactly("a");
    }

    @Test
    void bracesInsideQuotesEndNothing() {
        assertThat(PromQl.metricNames("a{stream=\"}\", kind='b'} or c")).containsExactly("a", "c");
    }

    @Test
    void theVariableOfADashboardNamesAMetric() {
        assertThat(PromQl.metricNames("label_values(a{side=\"b\"}, stream)")).containsExactly("a");
    }
}
