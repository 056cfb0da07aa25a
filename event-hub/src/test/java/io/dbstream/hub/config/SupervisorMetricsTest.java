package io.dbstream.hub.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dbstream.change.EventCounts;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.hub.InMemoryHub;
import io.dbstream.hub.Keys;
import io.dbstream.hub.control.StreamSupervisor;
import io.dbstream.hub.control.StreamTask;
import io.dbstream.hub.control.StreamWork;
import io.dbstream.stream.DatabaseType;
import io.dbstream.stream.Phase;
import io.dbstream.stream.Side;
import io.dbstream.stream.StreamConfig;
import io.dbstream.stream.StreamRecord;
import io.dbstream.stream.Wanted;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A series lives no longer than the stream is this worker's. */
class SupervisorMetricsTest {
    private final InMemoryHub hub = new InMemoryHub();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final StreamSeries<EventCounts> series = new StreamSeries<>(registry, "dbstream.source", meters -> {
        EventCounts counts = new EventCounts();
        meters.events("Events captured", counts);
        return counts;
    });
    private final StreamSupervisor supervisor =
            new StreamSupervisor(hub, Side.SOURCE, "worker", new FailingOnce(), Clock.systemUTC());
    private final SupervisorMetrics metrics = new SupervisorMetrics(supervisor, Side.SOURCE, series, registry);

    /** Fails once, which is counted, and then works until it is told to stop. */
    private final class FailingOnce implements StreamWork {
        private boolean failed;

        @Override
        public Outcome run(StreamTask task) {
            EventCounts unused = series.of(task.stream().id());
            if (!failed) {
                failed = true;
                throw new StreamException(ErrorKind.SOURCE_UNAVAILABLE, "not yet");
            }
            task.progress().ready();
            while (!task.stopping()) {
                LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
            }
            return Outcome.STOPPED;
        }

        @Override
        public void release(StreamRecord stream) {}
    }

    @AfterEach
    void close() {
        supervisor.close();
        hub.close();
    }

    @Test
    void theSeriesOfAStreamThatWasStoppedGo() {
        supervisor.start();
        want(Wanted.RUN);
        awaitPhase(Phase.READY);
        metrics.refresh();
        assertThat(meters("dbstream.source.events")).isEqualTo(4);
        assertThat(meters("dbstream.stream.errors")).isEqualTo(1);

        want(Wanted.STOP);
        awaitPhase(Phase.STOPPED);
        metrics.refresh();
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void theSeriesOfAStreamThatAnotherWorkerHasGo() {
        supervisor.start();
        want(Wanted.RUN);
        awaitPhase(Phase.READY);
        metrics.refresh();
        assertThat(registry.getMeters()).isNotEmpty();

        hub.leases().expire(Keys.lease("one", Side.SOURCE));
        assertThat(hub.leases().acquire(Keys.lease("one", Side.SOURCE), "another"))
                .isPresent();

        await().untilAsserted(() -> {
            metrics.refresh();
            assertThat(registry.getMeters()).isEmpty();
        });
    }

    private long meters(String name) {
        return registry.find(name).meters().size();
    }

    private void awaitPhase(Phase phase) {
        await().untilAsserted(() -> assertThat(hub.statuses().get(Keys.status("one", Side.SOURCE)))
                .hasValueSatisfying(entry -> assertThat(entry.value().phase()).isEqualTo(phase)));
    }

    private void want(Wanted wanted) {
        StreamConfig config = new StreamConfig(
                new StreamConfig.Source(DatabaseType.MYSQL, "source", Map.of(), List.of(), false),
                new StreamConfig.Target(DatabaseType.POSTGRESQL, "target", Map.of()),
                new StreamConfig.Limits(0, Duration.ZERO));
        hub.streams().put("one", new StreamRecord("one", config, wanted, Instant.EPOCH));
    }
}
