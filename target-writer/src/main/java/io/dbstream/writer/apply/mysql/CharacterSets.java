package io.dbstream.writer.apply.mysql;

/** What is to be known of the servers' character sets. */
final class CharacterSets {
    private CharacterSets() {}

    /** The most bytes that a character takes. */
    static int longest(String characterSet) {
        return switch (characterSet) {
            case "utf8mb4", "utf16", "utf16le", "utf32", "gb18030" -> 4;
            case "utf8mb3", "utf8", "ujis", "eucjpms" -> 3;
            case "ucs2", "big5", "sjis", "cp932", "euckr", "gb2312", "gbk" -> 2;
            default -> 1;
        };
    }
}
