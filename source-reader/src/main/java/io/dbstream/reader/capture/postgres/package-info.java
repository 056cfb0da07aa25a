/** Reading the logical replication stream of PostgreSQL: the connection, its messages, and the types of the values in them. */
@NullMarked
package io.dbstream.reader.capture.postgres;

import org.jspecify.annotations.NullMarked;
