package io.dbstream.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What {@code deploy/} watches: the expressions of Grafana's dashboard and of Prometheus' alerts. */
final class Monitoring {
    private static final Path DEPLOY = Path.of("..", "deploy");
    private static final Pattern ALERT = Pattern.compile("(?m)^\\s*expr:\\s*(.+)$");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-zA-Z_:][\\w:]*)[{ ]");

    private Monitoring() {}

    /** Every expression that the dashboard asks Prometheus for. */
    static List<String> dashboardExpressions() {
        JsonNode dashboard = new ObjectMapper().readTree(read(DEPLOY.resolve("grafana/dashboards/dbstream.json")));
        List<String> expressions = new ArrayList<>();
        dashboard.findValues("expr").forEach(expression -> expressions.add(expression.asString()));
        dashboard.findValues("definition").forEach(variable -> expressions.add(variable.asString()));
        return expressions;
    }

    /** Every expression that raises an alert. */
    static List<String> alertExpressions() {
        return ALERT.matcher(read(DEPLOY.resolve("prometheus/alerts.yml")))
                .results()
                .map(alert -> alert.group(1))
                .toList();
    }

    /** The metrics that a service's {@code /actuator/prometheus} holds samples of. */
    static Set<String> exposed(String scrape) {
        Set<String> names = new TreeSet<>();
        SAMPLE.matcher(scrape).results().forEach(sample -> names.add(sample.group(1)));
        return names;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
