package io.dbstream.reader.capture.mysql;

import java.util.Map;
import java.util.TreeMap;

/**
 * The last transaction of each of MariaDB's replication domains, and where in the server's log files they end. Only the transactions say
 * where to read on; the place tells whether a server of the same number is the same server.
 */
final class MariaDbPosition implements LogPosition {
    static final String KIND = "mariadb-gtid";

    private final String server;
    private final Map<Long, String> lastByDomain;
    private String file;
    private long offset;
    private long domain;
    private String begun = "";

    MariaDbPosition(String server, String file, long offset, String gtids) {
        this.server = server;
        this.file = file;
        this.offset = offset;
        this.lastByDomain = byDomain(gtids);
    }

    static MariaDbPosition parse(String text) {
        String[] parts = LogPosition.parts(text, 4);
        return new MariaDbPosition(parts[0], parts[1], Long.parseLong(parts[2]), parts[3]);
    }

    private static Map<Long, String> byDomain(String gtids) {
        Map<Long, String> byDomain = new TreeMap<>();
        for (String gtid : gtids.split(",", -1)) {
            if (!gtid.isBlank()) {
                byDomain.put(Long.valueOf(gtid.strip().split("-", 2)[0]), gtid.strip());
            }
        }
        return byDomain;
    }

    String file() {
        return file;
    }

    long offset() {
        return offset;
    }

    /** The transactions in the server's form. */
    String gtids() {
        return String.join(",", lastByDomain.values());
    }

    /** Whether a list of transactions in the server's form, in any order, is the same. */
    boolean isAt(String gtids) {
        return byDomain(gtids).equals(lastByDomain);
    }

    @Override
    public String server() {
        return server;
    }

    @Override
    public void beginsInDomain(long newDomain, long writer, long sequence) {
        domain = newDomain;
        begun = newDomain + "-" + writer + "-" + sequence;
    }

    @Override
    public void commit(String newFile, long newOffset) {
        file = newFile;
        offset = newOffset;
        if (!begun.isEmpty()) {
            lastByDomain.put(domain, begun);
            begun = "";
        }
    }

    @Override
    public String text() {
        return KIND + ":" + server + ":" + file + ":" + offset + ":" + gtids();
    }
}
