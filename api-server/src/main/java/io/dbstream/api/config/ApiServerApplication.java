package io.dbstream.api.config;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The api-server: the REST API on port 8020. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class ApiServerApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(ApiServerApplication.class, arguments);
    }
}
