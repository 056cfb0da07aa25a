package io.dbstream.reader.capture.mysql;

import java.util.Map;
import java.util.TreeMap;

/**
 * The last transaction of each of MariaDB's replication domains, and where in the server's log files they end. Only the transactions say
 * where to read on; the place tells whether a server of the same number is the same server, and its log the same.
 */
final class MariaDbPosition implements LogPosition {
    static final String KIND = "mariadb-gtid";

    private final Map<Long, String> lastByDomain;
    private LogPlace place;
    private long domain;
    private String begun = "";

    MariaDbPosition(LogPlace place, String gtids) {
        this.place = place;
        this.lastByDomain = byDomain(gtids);
    }

    static MariaDbPosition parse(String text) {
        String[] parts = LogPosition.parts(text, 4);
        return new MariaDbPosition(LogPlace.parse(parts[0], parts[1], parts[2]), parts[3]);
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

    /** The transactions in the server's form. */
    String gtids() {
        return String.join(",", lastByDomain.values());
    }

    /** Whether a list of transactions in the server's form, in any order, is the same. */
    boolean isAt(String gtids) {
        return byDomain(gtids).equals(lastByDomain);
    }

    @Override
    public LogPlace place() {
        return place;
    }

    @Override
    public void beginsInDomain(long newDomain, long writer, long sequence) {
        domain = newDomain;
        begun = newDomain + "-" + writer + "-" + sequence;
    }

    @Override
    public void commit(LogPlace behind) {
        place = behind;
        if (!begun.isEmpty()) {
            lastByDomain.put(domain, begun);
            begun = "";
        }
    }

    @Override
    public String text() {
        return KIND + ":" + place.text() + ":" + gtids();
    }
}
