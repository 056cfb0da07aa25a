package io.dbstream.reader.capture.postgres;

import io.dbstream.schema.DataType;

/**
 * The type of a column, domains resolved to what they are made of.
 *
 * @param declared as PostgreSQL's SQL names it, types of users with their schema; empty for one that the source has dropped since
 * @param decoder for the column's values
 */
record ColumnType(DataType type, String declared, TextDecoder decoder) {}
