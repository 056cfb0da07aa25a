package io.dbstream.reader.capture.mysql;

import io.dbstream.schema.TableSchema;
import io.dbstream.stream.Operation;
import java.util.Set;

/**
 * A selected table: its schema, and how to read its rows.
 *
 * @param readers one for each column
 * @param operations those that the stream selects
 */
record CapturedTable(TableSchema schema, ValueReader[] readers, Set<Operation> operations) {}
