package io.dbstream.writer.config;

import io.dbstream.hub.EventHub;
import io.dbstream.hub.config.StreamSeries;
import io.dbstream.hub.control.StreamWork;
import io.dbstream.memory.MemoryBudget;
import io.dbstream.stream.Side;
import io.dbstream.writer.WriterLoop;
import io.dbstream.writer.WriterStatistics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The target side's work. */
@Configuration(proxyBeanMethods = false)
class WriterConfiguration {
    @Bean
    Side side() {
        return Side.TARGET;
    }

    @Bean
    StreamSeries<WriterStatistics> statistics(MeterRegistry registry) {
        return new StreamSeries<>(registry, WriterMetrics.PREFIX, WriterMetrics::register);
    }

    @Bean
    StreamWork writerLoop(EventHub hub, MemoryBudget memory, StreamSeries<WriterStatistics> statistics, Clock clock) {
        return new WriterLoop(hub, memory, new TargetFactory(System::getenv)::open, statistics::of, clock);
    }
}
