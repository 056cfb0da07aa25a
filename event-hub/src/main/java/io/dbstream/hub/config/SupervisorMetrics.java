package io.dbstream.hub.config;

import io.dbstream.error.ErrorKind;
import io.dbstream.hub.control.StreamSupervisor;
import io.dbstream.stream.Side;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.scheduling.annotation.Scheduled;

/** How often streams failed, by kind. A series begins with the first error of its kind. */
final class SupervisorMetrics {
    private record Series(String streamId, ErrorKind kind) {}

    private final StreamSupervisor supervisor;
    private final Side side;
    private final MeterRegistry registry;
    private final Set<Series> known = new HashSet<>();

    SupervisorMetrics(StreamSupervisor supervisor, Side side, MeterRegistry registry) {
        this.supervisor = supervisor;
        this.side = side;
        this.registry = registry;
    }

    @Scheduled(fixedDelay = 1000)
    void registerNewErrors() {
        supervisor
                .errors()
                .forEach((streamId, errors) -> errors.keySet().forEach(kind -> {
                    if (known.add(new Series(streamId, kind))) {
                        register(streamId, kind);
                    }
                }));
    }

    private void register(String streamId, ErrorKind kind) {
        FunctionCounter.builder("dbstream.stream.errors", supervisor, each -> count(each, streamId, kind))
                .description("Errors of the stream's work, those that are retried among them")
                .tag("stream", streamId)
                .tag("side", side.name().toLowerCase(Locale.ROOT))
                .tag("kind", kind.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    private static double count(StreamSupervisor supervisor, String streamId, ErrorKind kind) {
        return supervisor.errors().getOrDefault(streamId, Map.of()).getOrDefault(kind, 0L);
    }
}
