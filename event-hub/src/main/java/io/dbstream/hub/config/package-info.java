/** Wires the hub, and the supervision of workers, into a Spring Boot service. */
@NullMarked
package io.dbstream.hub.config;

import org.jspecify.annotations.NullMarked;
