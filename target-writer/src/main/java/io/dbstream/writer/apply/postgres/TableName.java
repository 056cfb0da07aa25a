package io.dbstream.writer.apply.postgres;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import java.nio.charset.StandardCharsets;

/** A table of the target: its schema and its own name, as PostgreSQL stores them. */
record TableName(String schema, String name) {
    /** PostgreSQL cuts longer names off, so two tables could become one. */
    private static final int LONGEST_IDENTIFIER = 63;

    /** Quoted, for statements. */
    String sql() {
        return quote(schema) + "." + quote(name);
    }

    /** Not quoted, for messages. */
    @Override
    public String toString() {
        return schema + "." + name;
    }

    /** The identifier with quotes, so that it means exactly these characters. */
    static String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /** Refuses a name that PostgreSQL would shorten. */
    static void checkLength(String identifier, TableName table) {
        if (identifier.getBytes(StandardCharsets.UTF_8).length > LONGEST_IDENTIFIER) {
            throw new StreamException(
                    ErrorKind.UNREPRESENTABLE,
                    "PostgreSQL allows names of " + LONGEST_IDENTIFIER + " bytes; \"" + identifier + "\" of table "
                            + table + " is longer");
        }
    }
}
