/** From a source's log to the hub: number, bundle, publish, confirm. Begin with {@link io.dbstream.reader.ReaderLoop}. */
@NullMarked
package io.dbstream.reader;

import org.jspecify.annotations.NullMarked;
