package io.dbstream.writer.apply.mysql;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;

/**
 * What the user may do at the target, in the words of the statements that allow it.
 *
 * @param user as the connection has it
 */
record Rights(String user) {
    /** CREATE makes tables that are missing, TRIGGER shows the triggers of those that are there. */
    private static final String ALL = "SELECT, INSERT, UPDATE, DELETE, CREATE, TRIGGER";

    /** The statement that allows something for all tables of a database. */
    String grant(String rights, String database) {
        return "GRANT " + rights + " ON " + TableName.quote(database) + ".* TO '" + user + "'@'%'";
    }

    /** The error of what is not allowed. */
    StreamException missing(String doing, String database) {
        return new StreamException(
                ErrorKind.PREREQUISITE, doing + " is not allowed to the target's user: " + grant(ALL, database));
    }
}
