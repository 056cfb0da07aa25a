package io.dbstream.stream;

import java.util.Locale;
import java.util.Set;

/**
 * The tables in which dbstream keeps its own state at a target. A database may be the target of one stream and the source of another:
 * no stream captures these tables, nor writes rows into them.
 */
public final class OwnTables {
    /** What each stream has committed. */
    public static final String CHECKPOINT = "dbstream_checkpoint";

    /** The rows that a stream could not write and was told to put aside. */
    public static final String DEAD_LETTER = "dbstream_dead_letter";

    private static final Set<String> NAMES = Set.of(CHECKPOINT, DEAD_LETTER);

    private OwnTables() {}

    /** Whether a table of this name is one of them, whatever its namespace; some databases do not know upper from lower case. */
    public static boolean contains(String table) {
        return NAMES.contains(table.toLowerCase(Locale.ROOT));
    }
}
