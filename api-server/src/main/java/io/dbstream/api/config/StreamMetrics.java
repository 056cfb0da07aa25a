package io.dbstream.api.config;

import io.dbstream.api.Housekeeping;
import io.dbstream.api.StreamObservation;
import io.dbstream.error.StreamException;
import io.dbstream.hub.HubStream;
import io.dbstream.stream.Phase;
import io.dbstream.stream.Side;
import io.dbstream.stream.SideStatus;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Does the housekeeping now and then, and shows what it saw to Prometheus. */
@Component
class StreamMetrics {
    private static final Logger log = LoggerFactory.getLogger(StreamMetrics.class);

    private final Housekeeping housekeeping;
    private final Clock clock;
    private final MultiGauge phases;
    private final MultiGauge troubles;
    private final MultiGauge messages;
    private final MultiGauge bytes;

    StreamMetrics(Housekeeping housekeeping, Clock clock, MeterRegistry registry) {
        this.housekeeping = housekeeping;
        this.clock = clock;
        phases = MultiGauge.builder("dbstream.stream.phase")
                .description("1 for the phase that a side of a stream is in, 0 for the others")
                .register(registry);
        troubles = MultiGauge.builder("dbstream.stream.trouble.seconds")
                .description("For how long a side of a stream has been trying again, or has failed; 0 when all is well")
                .register(registry);
        messages = MultiGauge.builder("dbstream.hub.stream.messages")
                .description("Messages of a stream that the hub holds")
                .register(registry);
        bytes = MultiGauge.builder("dbstream.hub.stream.bytes")
                .description("Bytes of a stream that the hub holds")
                .register(registry);
    }

    @Scheduled(fixedDelayString = "${dbstream.housekeeping.interval:5s}")
    void refresh() {
        List<StreamObservation> streams;
        try {
            streams = housekeeping.round();
        } catch (StreamException e) {
            // Health and dbstream_hub_connected show it; the next round comes.
            log.debug("No housekeeping this time", e);
            return;
        }
        phases.register(phases(streams), true);
        troubles.register(troubles(streams), true);
        messages.register(held(streams, HubStream.State::messages), true);
        bytes.register(held(streams, HubStream.State::bytes), true);
    }

    private static List<Row<?>> phases(List<StreamObservation> streams) {
        List<Row<?>> rows = new ArrayList<>();
        for (StreamObservation stream : streams) {
            for (Side side : Side.values()) {
                Phase current = stream.status().shown(side).phase();
                for (Phase phase : Phase.values()) {
                    Tags tags = Tags.of(
                            "stream", stream.status().stream().id(),
                            "side", side.name().toLowerCase(Locale.ROOT),
                            "phase", phase.name());
                    rows.add(Row.of(tags, phase == current ? 1 : 0));
                }
            }
        }
        return rows;
    }

    private List<Row<?>> troubles(List<StreamObservation> streams) {
        List<Row<?>> rows = new ArrayList<>();
        for (StreamObservation stream : streams) {
            for (Side side : Side.values()) {
                SideStatus status = stream.status().shown(side);
                boolean well = status.kind() == null || status.phase().isFinal();
                Tags tags = Tags.of(
                        "stream", stream.status().stream().id(),
                        "side", side.name().toLowerCase(Locale.ROOT));
                rows.add(Row.of(
                        tags,
                        well
                                ? 0
                                : Duration.between(status.since(), clock.instant())
                                        .toSeconds()));
            }
        }
        return rows;
    }

    private static List<Row<?>> held(List<StreamObservation> streams, ToLongFunction<HubStream.State> number) {
        List<Row<?>> rows = new ArrayList<>();
        for (StreamObservation stream : streams) {
            Tags tags = Tags.of("stream", stream.status().stream().id());
            stream.held().ifPresent(state -> rows.add(Row.of(tags, number.applyAsLong(state))));
        }
        return rows;
    }
}
