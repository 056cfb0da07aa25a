package io.dbstream.reader.capture.mysql;

/** A place in one of the server's log files: for MySQL without GTIDs. */
final class FilePosition implements LogPosition {
    static final String KIND = "mysql-file";

    private LogPlace place;

    FilePosition(LogPlace place) {
        this.place = place;
    }

    static FilePosition parse(String text) {
        String[] parts = LogPosition.parts(text, 3);
        return new FilePosition(LogPlace.parse(parts[0], parts[1], parts[2]));
    }

    @Override
    public LogPlace place() {
        return place;
    }

    @Override
    public void commit(LogPlace behind) {
        place = behind;
    }

    /** By the time that anything is committed, the file before may be purged. */
    @Override
    public boolean nextFile(LogPlace beginning) {
        place = beginning;
        return true;
    }

    @Override
    public String text() {
        return KIND + ":" + place.text();
    }
}
