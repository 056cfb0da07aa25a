package io.dbstream.writer.apply.mysql;

import java.util.List;

/** Which collation of one server comes nearest to one that only the other has. */
final class Collations {
    private Collations() {}

    /** The text as this server can hold it: in its own character set and collation where the server has them. */
    static MySqlType known(MySqlType type, ServerFacts server) {
        String set = type.characterSet().isEmpty() ? setOf(type.collation()) : type.characterSet();
        if (set.isEmpty()) {
            return type.in("utf8mb4", server.exactCollation());
        }
        if (!server.hasCharacterSet(set)) {
            // Only gb18030, which MariaDB lacks: utf8mb4 has all of its characters.
            return type.in("utf8mb4", server.exactCollation());
        }
        if (type.collation().isEmpty()) {
            return type.in(set, server.collations().contains(set + "_nopad_bin") ? set + "_nopad_bin" : set + "_bin");
        }
        return type.in(set, nearest(set, type.collation(), server));
    }

    /** For a column of a key, of which no two different values may become equal. */
    static MySqlType knownExactly(MySqlType type, ServerFacts server) {
        MySqlType known = known(type, server);
        return !type.collation().isEmpty() && known.collation().equals(type.collation())
                ? known
                : type.in("utf8mb4", server.exactCollation());
    }

    private static String setOf(String collation) {
        int end = collation.indexOf('_');
        return end < 0 ? collation : collation.substring(0, end);
    }

    private static String nearest(String set, String collation, ServerFacts server) {
        for (String candidate : candidates(set, collation)) {
            if (server.collations().contains(candidate)) {
                return candidate;
            }
        }
        return collation.endsWith("_bin") ? set + "_bin" : set + "_general_ci";
    }

    /** In the order of likeness, the collation itself first. */
    private static List<String> candidates(String set, String collation) {
        String strength = collation.endsWith("_as_cs") || collation.endsWith("_ks")
                ? "_as_cs"
                : collation.endsWith("_as_ci") ? "_as_ci" : "_ai_ci";
        if (collation.endsWith("_bin")) {
            return List.of(collation, set + "_0900_bin", set + "_nopad_bin");
        }
        String language = collation
                .substring(Math.min(set.length(), collation.length()))
                .replace("_0900", "")
                .replace("_uca1400", "")
                .replace("_nopad", "");
        String bare = language.replaceFirst("_(ai_ci|as_ci|as_cs|as_cs_ks)$", "");
        return List.of(
                collation,
                set + collation.substring(set.length()).replace("_nopad", ""),
                set + "_uca1400" + bare + "_nopad" + strength,
                set + "_0900" + bare + strength,
                set + bare + "_0900" + strength,
                set + "_uca1400_nopad" + strength,
                set + "_0900" + strength,
                set + "_unicode_520_nopad_ci",
                set + "_unicode_520_ci");
    }
}
