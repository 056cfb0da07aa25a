package io.dbstream.reader.capture.mysql;

import io.dbstream.schema.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a statement in the log means for a reader of row changes. Statements are recognised by their first words only: dbstream does
 * not parse SQL.
 */
sealed interface LoggedStatement {
    /** A transaction begins. */
    record Begin() implements LoggedStatement {}

    /** The transaction ends, and counts. */
    record Commit() implements LoggedStatement {}

    /** The transaction, or the part of it since a savepoint, does not count. */
    record Rollback() implements LoggedStatement {}

    /** Something inside a transaction that changes no row: savepoints, and the ends of XA transactions. */
    record Mark() implements LoggedStatement {}

    /** All rows of a table are gone. */
    record TruncateTable(TableId table) implements LoggedStatement {}

    /** Rows changed, but the log says only by which statement. */
    record RowsChanged() implements LoggedStatement {}

    /** Some table may be another, or look different, from here on; which one shows when it is next written to. */
    sealed interface Defining extends LoggedStatement {}

    /** Rows of a partition are gone, and the log does not say which. */
    record PartitionChanged() implements Defining {}

    /** Tables have gone. */
    record TablesDropped(List<TableId> tables) implements Defining {}

    /** Tables have other names, perhaps each other's. */
    record TablesRenamed(List<Rename> renames) implements Defining {}

    /** What a table is called from now on. */
    record Rename(TableId from, TableId to) {}

    /** Anything else. */
    record Definition() implements Defining {}

    Set<String> ROW_VERBS = Set.of("INSERT", "UPDATE", "DELETE", "REPLACE", "LOAD", "WITH", "SELECT", "DO", "CALL");
    Set<String> PARTITION_VERBS = Set.of("TRUNCATE", "DROP", "EXCHANGE");
    Set<String> TABLE_WORDS = Set.of("TABLE", "TABLES");
    /** What {@code RENAME} inside an {@code ALTER TABLE} may also concern. */
    Set<String> RENAMED_PARTS = Set.of("COLUMN", "INDEX", "KEY", "CONSTRAINT");

    Set<String> RENAME_LINKS = Set.of("TO", "AS", "=");

    /**
     * Recognises a statement.
     *
     * @param database the one that names without a database mean
     */
    static LoggedStatement of(String sql, String database) {
        if (sql.equals("BEGIN")) {
            return new Begin();
        }
        if (sql.equals("COMMIT")) {
            return new Commit();
        }
        List<String> words = words(sql);
        String first = word(words, 0);
        return switch (first) {
            case "BEGIN", "START" -> new Begin();
            case "COMMIT" -> new Commit();
            case "ROLLBACK" -> new Rollback();
            case "SAVEPOINT", "RELEASE" -> new Mark();
            case "XA" -> xa(word(words, 1));
            case "TRUNCATE" -> truncate(words, database);
            case "ALTER" -> alter(words, database);
            case "DROP" -> isTable(words, 1) ? new TablesDropped(dropped(words, database)) : new Definition();
            case "RENAME" -> isTable(words, 1) ? new TablesRenamed(renamed(words, database)) : new Definition();
            default -> ROW_VERBS.contains(first) ? new RowsChanged() : new Definition();
        };
    }

    private static LoggedStatement xa(String verb) {
        return switch (verb) {
            case "START", "BEGIN" -> new Begin();
            // A prepared transaction ends; what it changed came, or was refused, when it was prepared.
            case "COMMIT", "ROLLBACK" -> new Commit();
            default -> new Mark();
        };
    }

    private static LoggedStatement truncate(List<String> words, String database) {
        return new TruncateTable(table(words, word(words, 1).equals("TABLE") ? 2 : 1, database));
    }

    private static boolean isTable(List<String> words, int index) {
        return TABLE_WORDS.contains(word(words, index));
    }

    private static LoggedStatement alter(List<String> words, String database) {
        for (int i = 2; i < words.size() - 1; i++) {
            if (PARTITION_VERBS.contains(word(words, i)) && word(words, i + 1).equals("PARTITION")) {
                return new PartitionChanged();
            }
            if (word(words, i).equals("RENAME") && !RENAMED_PARTS.contains(word(words, i + 1))) {
                int from = behindTable(words);
                boolean hasLink = RENAME_LINKS.contains(word(words, i + 1));
                return new TablesRenamed(List.of(
                        new Rename(table(words, from, database), table(words, i + (hasLink ? 2 : 1), database))));
            }
        }
        return new Definition();
    }

    /** Where the name stands in {@code ALTER TABLE IF EXISTS name …} and the like. */
    private static int behindTable(List<String> words) {
        int at = 1;
        while (at < words.size() && !isTable(words, at - 1)) {
            at++;
        }
        return word(words, at).equals("IF") ? at + (word(words, at + 1).equals("NOT") ? 3 : 2) : at;
    }

    private static List<TableId> dropped(List<String> words, String database) {
        List<TableId> tables = new ArrayList<>();
        tables.add(table(words, behindTable(words), database));
        for (int i = 2; i < words.size(); i++) {
            if (words.get(i).equals(",")) {
                tables.add(table(words, i + 1, database));
            }
        }
        return tables;
    }

    private static List<Rename> renamed(List<String> words, String database) {
        List<Rename> renames = new ArrayList<>();
        for (int i = 2; i < words.size(); i++) {
            if (word(words, i).equals("TO")) {
                boolean qualified = word(words, i - 2).equals(".");
                renames.add(new Rename(table(words, i - (qualified ? 3 : 1), database), table(words, i + 1, database)));
            }
        }
        return renames;
    }

    private static TableId table(List<String> words, int index, String database) {
        String first = name(words, index);
        return word(words, index + 1).equals(".")
                ? new TableId(first, name(words, index + 2))
                : new TableId(database, first);
    }

    private static String word(List<String> words, int index) {
        return index < words.size() ? words.get(index).toUpperCase(Locale.ROOT) : "";
    }

    /** The name at this place, without its quotes. */
    static String name(List<String> words, int index) {
        String word = index < words.size() ? words.get(index) : "";
        boolean quoted = word.startsWith("`") || word.startsWith("\"");
        return quoted
                ? word.substring(1, word.length() - 1)
                        .replace(word.substring(0, 1).repeat(2), word.substring(0, 1))
                : word;
    }

    /** The words of a statement without its comments; a quoted name is one word with its quotes, a sign is a word of its own. */
    static List<String> words(String sql) {
        List<String> words = new ArrayList<>();
        int at = 0;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            int end;
            if (Character.isWhitespace(c)) {
                at++;
                continue;
            } else if (sql.startsWith("/*!", at) || sql.startsWith("/*M!", at)) {
                // What stands in such a comment is executed: only its opening and version are left out.
                at = skipVersion(sql, sql.indexOf('!', at) + 1);
                continue;
            } else if (sql.startsWith("*/", at)) {
                at += 2;
                continue;
            } else if (sql.startsWith("/*", at)) {
                at = behind(sql, "*/", at + 2);
                continue;
            } else if (c == '#' || isDashComment(sql, at)) {
                at = behind(sql, "\n", at);
                continue;
            } else if (c == '`' || c == '"' || c == '\'') {
                end = quoteEnd(sql, at);
            } else if (isWordPart(c)) {
                end = at + 1;
                while (end < sql.length() && isWordPart(sql.charAt(end))) {
                    end++;
                }
            } else {
                end = at + 1;
            }
            words.add(sql.substring(at, end));
            at = end;
        }
        return words;
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c >= 0x80;
    }

    private static boolean isDashComment(String sql, int at) {
        return sql.startsWith("--", at) && (at + 2 == sql.length() || Character.isWhitespace(sql.charAt(at + 2)));
    }

    private static int skipVersion(String sql, int at) {
        int end = at;
        while (end < sql.length() && Character.isDigit(sql.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int behind(String sql, String mark, int from) {
        int found = sql.indexOf(mark, from);
        return found < 0 ? sql.length() : found + mark.length();
    }

    private static int quoteEnd(String sql, int start) {
        char quote = sql.charAt(start);
        int at = start + 1;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (c == quote) {
                if (at + 1 < sql.length() && sql.charAt(at + 1) == quote) {
                    at += 2;
                    continue;
                }
                return at + 1;
            }
            at += c == '\\' && quote != '`' ? 2 : 1;
        }
        return sql.length();
    }
}
