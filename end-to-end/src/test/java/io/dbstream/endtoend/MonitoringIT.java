package io.dbstream.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dbstream.endtoend.Api.Answer;
import io.dbstream.sandbox.MySqlServer;
import io.dbstream.sandbox.PostgresServer;
import io.dbstream.sandbox.SharedServers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Dashboard and alerts, against what the services really expose. */
class MonitoringIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Prometheus makes it of every scrape. */
    private static final String PROMETHEUS_OWN = "up";

    private final MySqlServer source = SharedServers.mariadb();
    private final PostgresServer target = SharedServers.postgres();

    @Test
    void everyMetricThatDashboardAndAlertsNameExists() throws SQLException {
        String from = SharedServers.freshDatabase(source);
        String to = SharedServers.freshDatabase(target);
        source.execute(from, "CREATE TABLE t (id INT PRIMARY KEY)");
        try (Dbstream dbstream = Dbstream.start("monitoring")) {
            Answer created = dbstream.api.create(Dbstream.config(source, from, target, to, ""));
            assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
            String id = created.text("/data/id");
            source.execute(from, "INSERT INTO t VALUES (1)");
            awaitApplied(dbstream, id, 1);

            // A stream has no metric of errors before it has met one.
            target.execute(
                    to,
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE datname = current_database() AND application_name LIKE 'dbstream-%'");
            source.execute(from, "INSERT INTO t VALUES (2)");
            awaitApplied(dbstream, id, 2);

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(exposed(dbstream)).containsAll(named()));
        }
    }

    private static Set<String> named() {
        Set<String> names = new TreeSet<>();
        Stream.concat(Monitoring.dashboardExpressions().stream(), Monitoring.alertExpressions().stream())
                .forEach(expression -> names.addAll(PromQl.metricNames(expression)));
        names.remove(PROMETHEUS_OWN);
        return names;
    }

    private static Set<String> exposed(Dbstream dbstream) {
        Set<String> names = new TreeSet<>();
        Stream.of(dbstream.apiServer, dbstream.sourceReader, dbstream.targetWriter)
                .forEach(service -> names.addAll(Monitoring.exposed(service.metrics())));
        return names;
    }

    private static void awaitApplied(Dbstream dbstream, String id, long events) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(dbstream.api
                                .stat(id)
                                .body()
                                .at("/target/counter")
                                .asLong())
                        .isEqualTo(events));
    }
}
