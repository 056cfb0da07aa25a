/** Connections to PostgreSQL, for whoever reads from it or writes to it. */
@NullMarked
package io.dbstream.database.postgres;

import org.jspecify.annotations.NullMarked;
