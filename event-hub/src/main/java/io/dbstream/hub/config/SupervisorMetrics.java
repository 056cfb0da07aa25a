package io.dbstream.hub.config;

import io.dbstream.error.ErrorKind;
import io.dbstream.hub.control.StreamSupervisor;
import io.dbstream.hub.control.StreamSupervisor.Running;
import io.dbstream.stream.Side;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * How often streams failed, by kind: a series begins with the first error of its kind. And the end of all series of a stream: they go when
 * it is over, or another worker has it.
 */
final class SupervisorMetrics {
    private record Series(String streamId, ErrorKind kind) {}

    private final StreamSupervisor supervisor;
    private final Side side;
    private final StreamSeries<?> statistics;
    private final MeterRegistry registry;
    private final Map<Series, Meter> errors = new HashMap<>();

    SupervisorMetrics(StreamSupervisor supervisor, Side side, StreamSeries<?> statistics, MeterRegistry registry) {
        this.supervisor = supervisor;
        this.side = side;
        this.statistics = statistics;
        this.registry = registry;
    }

    @Scheduled(fixedDelay = 1000)
    void refresh() {
        // Before the look at the streams: what is shown since then belongs to a stream that was taken since then.
        Set<String> before = statistics.shown();
        Set<String> streams = supervisor.running().stream()
                .filter(running -> !running.status().phase().isFinal())
                .map(Running::streamId)
                .collect(Collectors.toSet());
        before.stream().filter(id -> !streams.contains(id)).forEach(statistics::remove);
        removeErrors(streams);
        supervisor.errors().forEach((streamId, kinds) -> {
            if (streams.contains(streamId)) {
                kinds.keySet().forEach(kind -> errors.computeIfAbsent(new Series(streamId, kind), this::register));
            }
        });
    }

    private void removeErrors(Set<String> streams) {
        errors.entrySet().removeIf(error -> {
            boolean gone = !streams.contains(error.getKey().streamId());
            if (gone) {
                registry.remove(error.getValue());
            }
            return gone;
        });
    }

    private Meter register(Series series) {
        return FunctionCounter.builder("dbstream.stream.errors", supervisor, each -> count(each, series))
                .description("Errors of the stream's work, those that are retried among them")
                .tag("stream", series.streamId())
                .tag("side", side.name().toLowerCase(Locale.ROOT))
                .tag("kind", series.kind().name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    private static double count(StreamSupervisor supervisor, Series series) {
        return supervisor.errors().getOrDefault(series.streamId(), Map.of()).getOrDefault(series.kind(), 0L);
    }
}
