package io.dbstream.reader.capture.mysql;

/**
 * One of the server's character sets.
 *
 * @param name as the server spells it
 * @param longest how many bytes a character takes at most: the log tells lengths in bytes
 */
record CharacterSet(String name, int longest) {
    static final CharacterSet BINARY = new CharacterSet("binary", 1);

    boolean isBinary() {
        return name.equals(BINARY.name);
    }
}
