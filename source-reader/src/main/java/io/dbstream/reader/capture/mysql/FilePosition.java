package io.dbstream.reader.capture.mysql;

/** A place in one of the server's log files: for MySQL without GTIDs. */
final class FilePosition implements LogPosition {
    static final String KIND = "mysql-file";

    private final String server;
    private String file;
    private long offset;

    FilePosition(String server, String file, long offset) {
        this.server = server;
        this.file = file;
        this.offset = offset;
    }

    static FilePosition parse(String text) {
        String[] parts = LogPosition.parts(text, 3);
        return new FilePosition(parts[0], parts[1], Long.parseLong(parts[2]));
    }

    String file() {
        return file;
    }

    long offset() {
        return offset;
    }

    @Override
    public String server() {
        return server;
    }

    @Override
    public void commit(String newFile, long newOffset) {
        file = newFile;
        offset = newOffset;
    }

    @Override
    public String text() {
        return KIND + ":" + server + ":" + file + ":" + offset;
    }
}
