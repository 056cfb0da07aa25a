package io.dbstream.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MonitoringTest {
    @Test
    void everyExpressionOfTheDashboardNamesAMetric() {
        assertThat(Monitoring.dashboardExpressions())
                .hasSizeGreaterThan(20)
                .allSatisfy(expression -> assertThat(PromQl.metricNames(expression))
                        .as(expression)
                        .isNotEmpty());
    }

    @Test
    void everyAlertNamesAMetric() {
        assertThat(Monitoring.alertExpressions())
                .hasSizeGreaterThan(3)
                .allSatisfy(expression -> assertThat(PromQl.metricNames(expression))
                        .as(expression)
                        .isNotEmpty());
    }

    @Test
    void samplesTellWhatAServiceExposes() {
        String scrape = """
                # HELP a_total What it counts.
                # TYPE a_total counter
                a_total{stream="x"} 1.0
                b 0.5
                """;

        assertThat(Monitoring.exposed(scrape)).containsExactly("a_total", "b");
    }
}
