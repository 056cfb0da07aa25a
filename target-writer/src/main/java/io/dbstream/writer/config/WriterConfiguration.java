package io.dbstream.writer.config;

import io.dbstream.hub.EventHub;
import io.dbstream.hub.control.StreamWork;
import io.dbstream.stream.Side;
import io.dbstream.writer.WriterLoop;
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
    WriterMetrics writerMetrics(MeterRegistry registry) {
        return new WriterMetrics(registry);
    }

    @Bean
    StreamWork writerLoop(EventHub hub, WriterMetrics metrics, Clock clock) {
        return new WriterLoop(hub, new TargetFactory(System::getenv)::open, metrics::statistics, clock);
    }
}
