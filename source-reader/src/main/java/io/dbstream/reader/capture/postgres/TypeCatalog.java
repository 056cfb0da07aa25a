package io.dbstream.reader.capture.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Reads from the source's catalog what a type is made of. */
final class TypeCatalog {
    // A domain may stand on a domain; only the innermost type has a modifier. The values of an array of domains are
    // those of an array
    // of what the domain is made of, unless that is an array itself: of these, PostgreSQL has no arrays.
    private static final String TYPE = """
            WITH RECURSIVE resolved AS (
                SELECT ?::oid AS type, ?::int AS modifier
                UNION ALL
                SELECT t.typbasetype, t.typtypmod
                FROM resolved r JOIN pg_type t ON t.oid = r.type WHERE t.typtype = 'd')
            SELECT t.typname, t.typtype, n.nspname = 'pg_catalog' AS built_in, t.oid, r.modifier,
                   format_type(t.oid, r.modifier) AS declared,
                   CASE WHEN t.typarray <> 0 THEN format_type(t.typarray, r.modifier) END AS array_declared,
                   CASE WHEN e.typtype = 'd' AND e.typarray = t.oid THEN e.oid END AS domain_element,
                   ARRAY(SELECT l.enumlabel::text FROM pg_enum l WHERE l.enumtypid = t.oid ORDER BY l.enumsortorder)
                       AS labels
            FROM resolved r
            JOIN pg_type t ON t.oid = r.type AND t.typtype <> 'd'
            JOIN pg_namespace n ON n.oid = t.typnamespace
            LEFT JOIN pg_type e ON e.oid = t.typelem""";

    private static final int NO_MODIFIER = -1;

    private final Connection connection;

    TypeCatalog(Connection connection) {
        this.connection = connection;
    }

    SourceType find(int oid, int modifier) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // Types of users are printed with their schema only when they are not found without.
            statement.execute("SET search_path = pg_catalog");
        }
        try (PreparedStatement statement = connection.prepareStatement(TYPE)) {
            statement.setLong(1, Integer.toUnsignedLong(oid));
            statement.setInt(2, modifier);
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    return SourceType.dropped(oid);
                }
                int element = (int) rows.getLong("domain_element");
                String declared = rows.getString("declared");
                if (element != 0) {
                    declared = arrayOf(element, declared);
                }
                return new SourceType(
                        (int) rows.getLong("oid"),
                        rows.getString("typname"),
                        rows.getString("typtype").charAt(0),
                        rows.getBoolean("built_in"),
                        rows.getInt("modifier"),
                        declared,
                        List.of((String[]) rows.getArray("labels").getArray()));
            }
        }
    }

    /** The array of what a domain is made of. */
    private String arrayOf(int domain, String otherwise) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TYPE)) {
            statement.setLong(1, Integer.toUnsignedLong(domain));
            statement.setInt(2, NO_MODIFIER);
            try (ResultSet rows = statement.executeQuery()) {
                String declared = rows.next() ? rows.getString("array_declared") : null;
                return declared == null ? otherwise : declared;
            }
        }
    }
}
