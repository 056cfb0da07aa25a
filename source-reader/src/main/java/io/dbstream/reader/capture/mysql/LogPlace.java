package io.dbstream.reader.capture.mysql;

/**
 * A place in the log files of one server. A log that was begun anew has files of the same names and numbers: when a file was begun tells
 * it from its namesake.
 *
 * @param server which wrote the file
 * @param file its name; empty for that of the oldest file
 * @param begun when the file was begun, in seconds since 1970, as its first event says; 0 when that is not known
 * @param offset in the file
 */
record LogPlace(String server, String file, long begun, long offset) {
    static final int FIRST_EVENT = 4;

    private static final char BEGUN = '@';

    /** Reads what {@link #text} made, by now without the server; the file may lack when it was begun. */
    static LogPlace parse(String server, String file, String offset) {
        int at = isDated(file) ? file.lastIndexOf(BEGUN) : file.length();
        long begun = isDated(file) ? Long.parseLong(file.substring(at + 1)) : 0;
        return new LogPlace(server, file.substring(0, at), begun, Long.parseLong(offset));
    }

    /** Whether the text is that of a file and says when it was begun. */
    static boolean isDated(String file) {
        return file.matches(".*" + BEGUN + "[0-9]+");
    }

    /** For messages. */
    @Override
    public String toString() {
        return file + ":" + offset;
    }

    String text() {
        return server + ":" + file + (begun == 0 ? "" : BEGUN + Long.toString(begun)) + ":" + offset;
    }
}
