/** From the hub to a target: fetch, plan, apply, acknowledge. Begin with {@link io.dbstream.writer.WriterLoop}. */
@NullMarked
package io.dbstream.writer;

import org.jspecify.annotations.NullMarked;
