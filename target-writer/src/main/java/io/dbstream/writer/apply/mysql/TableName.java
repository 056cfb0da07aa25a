package io.dbstream.writer.apply.mysql;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;

/** A table of the target: its database and its own name, as the server stores them. */
record TableName(String database, String name) {
    private static final int LONGEST_IDENTIFIER = 64;

    /** Quoted, for statements. */
    String sql() {
        return quote(database) + "." + quote(name);
    }

    /** Not quoted, for messages. */
    @Override
    public String toString() {
        return database + "." + name;
    }

    /** The identifier with quotes, so that it means exactly these characters. */
    static String quote(String identifier) {
        return '`' + identifier.replace("`", "``") + '`';
    }

    /** Refuses a name that the server would refuse without saying why, or that it would change. */
    static void check(String identifier, TableName table) {
        String reason = reasonAgainst(identifier);
        if (!reason.isEmpty()) {
            throw new StreamException(
                    ErrorKind.UNREPRESENTABLE,
                    "The name \"" + identifier + "\" of table " + table + " is none for MySQL and MariaDB: " + reason);
        }
    }

    private static String reasonAgainst(String identifier) {
        if (identifier.codePointCount(0, identifier.length()) > LONGEST_IDENTIFIER) {
            return "names have at most " + LONGEST_IDENTIFIER + " characters";
        }
        if (identifier.endsWith(" ")) {
            return "names do not end with a space";
        }
        if (identifier.indexOf('\0') >= 0 || identifier.codePoints().anyMatch(Character::isSupplementaryCodePoint)) {
            // MySQL would put a question mark in its place.
            return "names hold no character of code zero or above U+FFFF";
        }
        return "";
    }
}
