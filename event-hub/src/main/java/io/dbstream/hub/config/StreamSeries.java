package io.dbstream.hub.config;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What a service measures of each of its streams, and shows for as long as it has the stream: from the first time that somebody asks for a
 * stream's statistics. For any number of threads.
 *
 * @param <S> the statistics of one stream
 */
public final class StreamSeries<S> {
    private record Shown<S>(S statistics, StreamMeters meters) {}

    private final MeterRegistry registry;
    private final String prefix;
    private final Function<StreamMeters, S> registration;
    private final Map<String, Shown<S>> streams = new ConcurrentHashMap<>();

    /**
     * @param prefix of every name, such as {@code dbstream.source}
     * @param registration makes a stream's statistics and registers their meters
     */
    public StreamSeries(MeterRegistry registry, String prefix, Function<StreamMeters, S> registration) {
        this.registry = registry;
        this.prefix = prefix;
        this.registration = registration;
    }

    public S of(String streamId) {
        return streams.computeIfAbsent(streamId, this::show).statistics();
    }

    private Shown<S> show(String streamId) {
        StreamMeters meters = new StreamMeters(registry, prefix, streamId);
        return new Shown<>(registration.apply(meters), meters);
    }

    /** The streams that are shown. */
    Set<String> shown() {
        return Set.copyOf(streams.keySet());
    }

    void remove(String streamId) {
        Shown<S> removed = streams.remove(streamId);
        if (removed != null) {
            removed.meters().remove();
        }
    }
}
