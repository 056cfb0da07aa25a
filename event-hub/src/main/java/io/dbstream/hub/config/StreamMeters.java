package io.dbstream.hub.config;

import io.dbstream.change.EventCounts;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** The meters of one side of one stream, by the names of {@code docs/reference/metrics.md}, until they are removed. */
public final class StreamMeters {
    private final MeterRegistry registry;
    private final String prefix;
    private final Tags tags;
    private final List<Meter> registered = new ArrayList<>();

    /**
     * @param prefix of every name, such as {@code dbstream.source}
     */
    StreamMeters(MeterRegistry registry, String prefix, String streamId) {
        this.registry = registry;
        this.prefix = prefix;
        this.tags = Tags.of("stream", streamId);
    }

    /** One counter for each operation. */
    public void events(String description, EventCounts counts) {
        operation("insert", description, counts, EventCounts::inserts);
        operation("update", description, counts, EventCounts::updates);
        operation("delete", description, counts, EventCounts::deletes);
        operation("truncate", description, counts, EventCounts::truncates);
    }

    public <T> void counter(String name, String description, T state, ToDoubleFunction<T> count) {
        registered.add(FunctionCounter.builder(prefix + "." + name, state, count)
                .description(description)
                .tags(tags)
                .register(registry));
    }

    public <T> void gauge(String name, String description, T state, ToDoubleFunction<T> value) {
        registered.add(Gauge.builder(prefix + "." + name, state, value)
                .description(description)
                .tags(tags)
                .register(registry));
    }

    /** How often something was done, and how many seconds that took in all. */
    public <T> void timer(
            String name, String description, T state, ToLongFunction<T> count, ToDoubleFunction<T> seconds) {
        registered.add(FunctionTimer.builder(prefix + "." + name, state, count, seconds, TimeUnit.SECONDS)
                .description(description)
                .tags(tags)
                .register(registry));
    }

    /** A gauge in seconds. */
    public <T> void seconds(String name, String description, T state, Function<T, Duration> value) {
        double nanos = TimeUnit.SECONDS.toNanos(1);
        gauge(name + ".seconds", description, state, each -> value.apply(each).toNanos() / nanos);
    }

    private void operation(
            String operation, String description, EventCounts counts, ToDoubleFunction<EventCounts> count) {
        registered.add(FunctionCounter.builder(prefix + ".events", counts, count)
                .description(description)
                .tags(tags.and("operation", operation))
                .register(registry));
    }

    void remove() {
        registered.forEach(registry::remove);
    }
}
