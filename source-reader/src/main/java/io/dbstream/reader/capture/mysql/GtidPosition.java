package io.dbstream.reader.capture.mysql;

/** The set of all transactions that a MySQL server with GTIDs has executed: valid on each server that has executed them too. */
final class GtidPosition implements LogPosition {
    static final String KIND = "mysql-gtid";

    private final String server;
    private final GtidSet executed;
    private long sourceHigh;
    private long sourceLow;
    private long number;

    GtidPosition(String server, GtidSet executed) {
        this.server = server;
        this.executed = executed;
    }

    static GtidPosition parse(String text) {
        String[] parts = LogPosition.parts(text, 2);
        return new GtidPosition(parts[0], GtidSet.parse(parts[1]));
    }

    GtidSet executed() {
        return executed;
    }

    @Override
    public String server() {
        return server;
    }

    @Override
    public void begins(long high, long low, long next) {
        sourceHigh = high;
        sourceLow = low;
        number = next;
    }

    @Override
    public void commit(String file, long offset) {
        if (number != 0) {
            executed.add(sourceHigh, sourceLow, number);
            number = 0;
        }
    }

    @Override
    public String text() {
        return KIND + ":" + server + ":" + executed;
    }
}
