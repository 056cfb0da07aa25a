package io.dbstream.hub.config;

import io.dbstream.hub.EventHub;
import io.dbstream.hub.control.StreamSupervisor;
import io.dbstream.hub.control.StreamWork;
import io.dbstream.stream.Side;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * The supervision that source-reader and target-writer share; each brings its {@link Side}, its
 * {@link StreamWork} and its {@link StreamSeries}.
 */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
public class SupervisorConfiguration {
    @Bean(initMethod = "start", destroyMethod = "close")
    StreamSupervisor streamSupervisor(EventHub hub, Side side, StreamWork work, Clock clock) {
        // Process id and host: fit to be found by whoever looks at a lease.
        String process = ManagementFactory.getRuntimeMXBean().getName();
        // Containers may have both in common, and a process that is started again is another worker than the one that
        // died.
        String owner =
                process + "-" + Long.toHexString(ThreadLocalRandom.current().nextInt() & 0xffffffffL);
        return new StreamSupervisor(hub, side, owner, work, clock);
    }

    @Bean
    SupervisorMetrics supervisorMetrics(
            StreamSupervisor supervisor, Side side, StreamSeries<?> statistics, MeterRegistry registry) {
        return new SupervisorMetrics(supervisor, side, statistics, registry);
    }
}
