/** Wires the source-reader: properties, hub, supervision, metrics. */
@NullMarked
package io.dbstream.reader.config;

import org.jspecify.annotations.NullMarked;
