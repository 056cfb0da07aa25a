package io.dbstream.writer.config;

import io.dbstream.hub.config.HubConfiguration;
import io.dbstream.hub.config.SupervisorConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Import;

/** The target-writer as a process. */
@SpringBootApplication(proxyBeanMethods = false)
@Import({HubConfiguration.class, SupervisorConfiguration.class})
public class TargetWriterApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(TargetWriterApplication.class, arguments);
    }
}
