/** Writing into PostgreSQL: net changes in bulk, and row by row in source order where that fails. */
@NullMarked
package io.dbstream.writer.apply.postgres;

import org.jspecify.annotations.NullMarked;
