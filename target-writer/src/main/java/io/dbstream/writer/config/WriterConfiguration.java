package io.dbstream.writer.config;

import io.dbstream.hub.EventHub;
import io.dbstream.hub.control.StreamWork;
import io.dbstream.stream.ConnectionString;
import io.dbstream.stream.ConnectionStrings;
import io.dbstream.stream.DatabaseType;
import io.dbstream.stream.Side;
import io.dbstream.stream.StreamConfig;
import io.dbstream.stream.StreamRecord;
import io.dbstream.writer.WriterLoop;
import io.dbstream.writer.apply.Target;
import io.dbstream.writer.apply.TargetFactory;
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
        return new WriterLoop(hub, WriterConfiguration::target, metrics::statistics, clock);
    }

    private static Target target(StreamRecord stream) {
        StreamConfig.Source source = stream.config().source();
        StreamConfig.Target target = stream.config().target();
        return TargetFactory.create(
                target.type(),
                connection(target.type(), target.connection()),
                target.settings(),
                stream.id(),
                source.type().defaultNamespace(connection(source.type(), source.connection())));
    }

    private static ConnectionString connection(DatabaseType type, String text) {
        return ConnectionStrings.parse(type, ConnectionStrings.resolve(text, System::getenv));
    }
}
