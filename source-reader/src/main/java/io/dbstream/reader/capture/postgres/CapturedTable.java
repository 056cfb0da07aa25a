package io.dbstream.reader.capture.postgres;

import io.dbstream.schema.TableSchema;
import io.dbstream.stream.Operation;
import java.util.Set;

/**
 * A selected table: its schema, and how to read its rows.
 *
 * @param decoders one for each column
 * @param identity which columns belong to the replica identity
 * @param operations those that the stream selects
 */
record CapturedTable(
        Relation relation, TableSchema schema, TextDecoder[] decoders, boolean[] identity, Set<Operation> operations) {}
