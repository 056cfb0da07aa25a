package io.dbstream.stream;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code connection} of a source or target, in each of the forms that users know: the DSN of go-sql-driver, URLs, and the
 * keyword form of libpq. No message of this class shows any part of a connection string: a password may stand anywhere in a malformed one.
 */
public final class ConnectionStrings {
    static final String MYSQL_EXAMPLE = "user:password@tcp(host:3306)/database";
    static final String POSTGRES_EXAMPLE = "postgres://user:password@host:5432/database";

    private static final Pattern SCHEME = Pattern.compile("((?:jdbc:)?[A-Za-z][A-Za-z0-9+.-]*)://");
    private static final Set<String> URL_SCHEMES = Set.of("mysql", "mariadb", "postgres", "postgresql");

    private ConnectionStrings() {}

    /**
     * Takes a connection string apart.
     *
     * @param type whose forms are accepted
     * @param text without environment references: see {@link #resolve}
     * @throws StreamException CONFIGURATION, which says what is wrong and shows an example
     */
    public static ConnectionString parse(DatabaseType type, String text) {
        if (text.isBlank()) {
            throw malformed(type, "it is empty");
        }
        String connection = text.strip();
        String scheme = scheme(connection);
        return switch (type) {
            case MYSQL -> mysql(connection, scheme);
            case POSTGRESQL -> postgres(connection, scheme);
        };
    }

    /**
     * Puts values in place of {@code ${env:NAME}}. A value is taken as it is: where the form wants an escape, it is escaped here.
     *
     * @param environment the value of a variable; null when it is not set
     * @throws StreamException CONFIGURATION, which names a variable that is not set
     */
    public static String resolve(String text, Function<String, @Nullable String> environment) {
        return EnvironmentReferences.resolve(text, environment);
    }

    /** Whether {@link #resolve} has something to do. */
    public static boolean hasReferences(String text) {
        return EnvironmentReferences.in(text);
    }

    /** The same with {@code ***} in place of each password, however malformed it is. */
    public static String mask(String text) {
        return PasswordMask.mask(text);
    }

    private static ConnectionString mysql(String connection, String scheme) {
        return switch (scheme) {
            case "mysql", "mariadb" -> {
                String rest = connection.substring(connection.indexOf("://") + 3);
                // Go programs also write a DSN behind a scheme.
                yield GoDsn.looksLike(rest) ? GoDsn.parse(rest) : ConnectionUrl.parse(DatabaseType.MYSQL, connection);
            }
            case "postgres", "postgresql" ->
                throw malformed(DatabaseType.MYSQL, "it is a PostgreSQL URL, but the type is mysql");
            case "" -> {
                if (KeywordForm.looksLike(connection)) {
                    throw malformed(DatabaseType.MYSQL, "it is PostgreSQL's keyword form, but the type is mysql");
                }
                yield GoDsn.parse(connection);
            }
            default -> throw malformed(DatabaseType.MYSQL, "URLs of this kind are not known");
        };
    }

    private static ConnectionString postgres(String connection, String scheme) {
        return switch (scheme) {
            case "postgres", "postgresql" -> ConnectionUrl.parse(DatabaseType.POSTGRESQL, connection);
            case "mysql", "mariadb" ->
                throw malformed(DatabaseType.POSTGRESQL, "it is a MySQL URL, but the type is postgresql");
            case "" -> {
                if (GoDsn.looksLike(connection)) {
                    throw malformed(DatabaseType.POSTGRESQL, "it is a MySQL DSN, but the type is postgresql");
                }
                yield KeywordForm.parse(connection);
            }
            default -> throw malformed(DatabaseType.POSTGRESQL, "URLs of this kind are not known");
        };
    }

    /** What stands before {@code ://} in lower case; empty for the forms that are no URLs. */
    static String scheme(String connection) {
        Matcher matcher = SCHEME.matcher(connection);
        if (!matcher.lookingAt()) {
            return "";
        }
        String scheme = matcher.group(1).toLowerCase(Locale.ROOT);
        boolean known = URL_SCHEMES.contains(scheme);
        // The :// may also stand in the password of a DSN.
        return known || !GoDsn.looksLike(connection) ? scheme : "";
    }

    static StreamException malformed(DatabaseType type, String fault) {
        String example = switch (type) {
            case MYSQL -> MYSQL_EXAMPLE + " or mysql://user:password@host:3306/database";
            case POSTGRESQL -> POSTGRES_EXAMPLE + " or host=… port=5432 dbname=… user=… password='…'";
        };
        return new StreamException(
                ErrorKind.CONFIGURATION, "The connection string cannot be read: " + fault + ". Write it as " + example);
    }

    static int port(DatabaseType type, String digits) {
        if (digits.matches("[0-9]{1,5}")) {
            int port = Integer.parseInt(digits);
            if (port >= 1 && port <= 65535) {
                return port;
            }
        }
        throw malformed(type, "the port is not a number from 1 to 65535");
    }

    static int defaultPort(DatabaseType type) {
        return switch (type) {
            case MYSQL -> 3306;
            case POSTGRESQL -> 5432;
        };
    }
}
