package io.dbstream.writer.apply.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What distinguishes one server from another where types are concerned.
 *
 * @param version such as 80033 for 8.0.33 and 110405 for 11.4.5
 * @param collations by their full names, such as {@code utf8mb4_0900_ai_ci}
 */
record ServerFacts(boolean mariaDb, int version, Set<String> collations) {
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+)");
    /** From MariaDB 10.10.1 on, some collations serve several character sets, under a name without any. */
    private static final int FULL_COLLATION_NAMES = 101001;

    private static final int MARIADB_INET6 = 100500;
    private static final int MARIADB_UUID = 100700;
    private static final int MARIADB_INET4 = 101000;
    private static final int MARIADB_VECTOR = 110700;
    private static final int MYSQL_VECTOR = 90000;

    ServerFacts {
        collations = Set.copyOf(collations);
    }

    /** Asks the server. */
    static ServerFacts of(Connection connection) throws SQLException {
        String text = first(connection, "SELECT VERSION()");
        boolean mariaDb = text.contains("MariaDB");
        // MariaDB 10 may put 5.5.5- before its version, for old replicas.
        Matcher version = VERSION.matcher(mariaDb && text.startsWith("5.5.5-") ? text.substring(6) : text);
        int number = version.find()
                ? Integer.parseInt(version.group(1)) * 10_000
                        + Integer.parseInt(version.group(2)) * 100
                        + Integer.parseInt(version.group(3))
                : 0;
        String column = mariaDb && number >= FULL_COLLATION_NAMES ? "full_collation_name" : "collation_name";
        return new ServerFacts(mariaDb, number, collations(connection, column));
    }

    private static String first(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Set<String> collations(Connection connection, String column) throws SQLException {
        Set<String> names = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT " + column + " FROM information_schema.collation_character_set_applicability")) {
            while (rows.next()) {
                String name = rows.getString(1);
                if (name != null) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    /** The collation of {@code utf8mb4} in which texts are equal only if they are the same, also in spaces at their ends. */
    String exactCollation() {
        if (mariaDb) {
            return "utf8mb4_nopad_bin";
        }
        return collations.contains("utf8mb4_0900_bin") ? "utf8mb4_0900_bin" : "utf8mb4_bin";
    }

    boolean hasCharacterSet(String name) {
        return collations.contains(name + "_bin") || name.equals("binary");
    }

    /** Whether the server has a type that not every one has. */
    boolean hasUuid() {
        return mariaDb && version >= MARIADB_UUID;
    }

    boolean hasVectors() {
        return version >= (mariaDb ? MARIADB_VECTOR : MYSQL_VECTOR);
    }

    boolean hasInet4() {
        return mariaDb && version >= MARIADB_INET4;
    }

    boolean hasInet6() {
        return mariaDb && version >= MARIADB_INET6;
    }
}
