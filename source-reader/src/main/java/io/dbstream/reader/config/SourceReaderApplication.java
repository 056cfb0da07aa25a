package io.dbstream.reader.config;

import io.dbstream.hub.config.HubConfiguration;
import io.dbstream.hub.config.SupervisorConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Import;

/** The source-reader as a process. */
@SpringBootApplication(proxyBeanMethods = false)
@Import({HubConfiguration.class, SupervisorConfiguration.class})
public class SourceReaderApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(SourceReaderApplication.class, arguments);
    }
}
