package io.dbstream.reader.capture.mysql;

/** What stands before every event; one object for all of them, filled anew. */
final class EventHeader {
    static final int LENGTH = 19;

    private static final int IGNORABLE = 0x80;

    private long timestamp;
    private int type;
    private long server;
    private long length;
    private long next;
    private int flags;

    void read(EventBytes in) {
        timestamp = in.uint32();
        type = in.uint8();
        server = in.uint32();
        length = in.uint32();
        next = in.uint32();
        flags = in.uint16();
    }

    /** When its statement began, in seconds since 1970. */
    long timestamp() {
        return timestamp;
    }

    int type() {
        return type;
    }

    /** The number of the server that executed it first. */
    long server() {
        return server;
    }

    /** The length of the event with its header. */
    int length() {
        return Math.toIntExact(length);
    }

    /** Where the event behind it begins, 0 when the event is not in the file; of 32 bits, also where files are longer. */
    long next() {
        return next;
    }

    /** Whether the server says that one who does not know the event may pass over it. */
    boolean isIgnorable() {
        return (flags & IGNORABLE) != 0;
    }
}
