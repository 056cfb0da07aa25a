/** Wires the target-writer: properties, hub, supervision, metrics. */
@NullMarked
package io.dbstream.writer.config;

import org.jspecify.annotations.NullMarked;
