package io.dbstream.reader.config;

import io.dbstream.hub.EventHub;
import io.dbstream.hub.config.HubProperties;
import io.dbstream.hub.config.StreamSeries;
import io.dbstream.hub.control.StreamWork;
import io.dbstream.memory.MemoryBudget;
import io.dbstream.reader.ReaderLoop;
import io.dbstream.reader.ReaderStatistics;
import io.dbstream.stream.Side;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The source side's work. */
@Configuration(proxyBeanMethods = false)
class ReaderConfiguration {
    @Bean
    Side side() {
        return Side.SOURCE;
    }

    @Bean
    StreamSeries<ReaderStatistics> statistics(MeterRegistry registry) {
        return new StreamSeries<>(registry, ReaderMetrics.PREFIX, ReaderMetrics::register);
    }

    @Bean
    StreamWork readerLoop(
            EventHub hub,
            MemoryBudget memory,
            HubProperties properties,
            StreamSeries<ReaderStatistics> statistics,
            Clock clock) {
        CaptureFactory captures = new CaptureFactory(System::getenv);
        return new ReaderLoop(hub, memory, properties.maxBytes().toBytes(), captures::open, statistics::of, clock);
    }
}
