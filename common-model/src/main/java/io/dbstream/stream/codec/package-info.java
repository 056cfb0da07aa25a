/** Streams as JSON: the configuration that users write, and the records that the services share. */
@NullMarked
package io.dbstream.stream.codec;

import org.jspecify.annotations.NullMarked;
