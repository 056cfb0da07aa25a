package io.dbstream.reader.capture.mysql;

import java.util.Set;

/** The codes of the binary log's events that mean something here. */
final class EventType {
    static final int QUERY = 2;
    static final int ROTATE = 4;
    static final int FORMAT_DESCRIPTION = 15;
    static final int XID = 16;
    static final int EXECUTE_LOAD_QUERY = 18;
    static final int TABLE_MAP = 19;
    static final int WRITE_ROWS_1 = 23;
    static final int UPDATE_ROWS_1 = 24;
    static final int DELETE_ROWS_1 = 25;
    static final int INCIDENT = 26;
    static final int HEARTBEAT = 27;
    static final int WRITE_ROWS = 30;
    static final int UPDATE_ROWS = 31;
    static final int DELETE_ROWS = 32;
    static final int GTID = 33;
    static final int ANONYMOUS_GTID = 34;
    static final int XA_PREPARE = 38;
    static final int PARTIAL_UPDATE_ROWS = 39;
    static final int TRANSACTION_PAYLOAD = 40;
    static final int HEARTBEAT_2 = 41;
    static final int TAGGED_GTID = 42;
    static final int MARIADB_GTID = 162;
    static final int MARIADB_QUERY_COMPRESSED = 165;
    static final int MARIADB_WRITE_ROWS_COMPRESSED = 166;
    static final int MARIADB_UPDATE_ROWS_COMPRESSED = 167;
    static final int MARIADB_DELETE_ROWS_COMPRESSED = 168;

    /** Marks for replicas, comments, and what only statements need: nothing of them changes a row that rows events do not tell. */
    private static final Set<Integer> HARMLESS = Set.of(
            // START_V3, STOP, INTVAR, APPEND_BLOCK, DELETE_FILE, RAND, USER_VAR, BEGIN_LOAD_QUERY
            1,
            3,
            5,
            9,
            11,
            13,
            14,
            17,
            // IGNORABLE, ROWS_QUERY, PREVIOUS_GTIDS, TRANSACTION_CONTEXT, VIEW_CHANGE
            28,
            29,
            35,
            36,
            37,
            // MariaDB's ANNOTATE_ROWS, BINLOG_CHECKPOINT, GTID_LIST, START_ENCRYPTION
            160,
            161,
            163,
            164);

    private EventType() {}

    /** Whether an event without a meaning of its own here may be passed over. */
    static boolean isHarmless(int type) {
        return HARMLESS.contains(type);
    }
}
