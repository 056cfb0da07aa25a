package io.dbstream.reader.capture.mysql;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.stream.ConnectionString;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Opens JDBC connections to the source, for what is not in its log, and makes stream exceptions of what goes wrong there. */
final class Connector {
    private static final String BAD_CREDENTIALS = "28000";

    private final ConnectionString where;
    private final Tls tls;

    Connector(ConnectionString where, Tls tls) {
        this.where = where;
        this.tls = tls;
    }

    /** Work with a connection. */
    interface Work<T extends @Nullable Object> {
        T with(Connection connection) throws SQLException;
    }

    /**
     * Opens a connection, works with it and closes it.
     *
     * @param task what is done, in words that follow "cannot"
     */
    <T extends @Nullable Object> T with(String task, Work<T> work) {
        try (Connection connection = open()) {
            return work.with(connection);
        } catch (SQLException e) {
            throw new StreamException(
                    SqlErrors.isDenied(e) ? ErrorKind.PREREQUISITE : ErrorKind.SOURCE_UNAVAILABLE,
                    "cannot " + task + " at " + where + ": " + e.getMessage(),
                    e);
        }
    }

    private Connection open() {
        try {
            return open(tls);
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    private Connection open(Tls encryption) throws SQLException {
        if (encryption.mode() == Tls.Mode.PREFERRED) {
            try {
                return open(encryption.with(Tls.Mode.UNVERIFIED));
            } catch (SQLException e) {
                // Perhaps because the server has no TLS; if for another reason, it shows again.
                return open(encryption.with(Tls.Mode.DISABLED));
            }
        }
        Properties properties = new Properties();
        properties.setProperty("user", where.user());
        properties.setProperty("password", where.password());
        properties.setProperty("connectTimeout", "10000");
        properties.setProperty("socketTimeout", "60000");
        properties.setProperty("allowPublicKeyRetrieval", "true");
        encryption.configure(properties);
        String host = where.host().contains(":") ? "[" + where.host() + "]" : where.host();
        return DriverManager.getConnection(
                "jdbc:mariadb://" + host + ":" + where.port() + "/" + where.database(), properties);
    }

    private StreamException refused(SQLException e) {
        if (BAD_CREDENTIALS.equals(e.getSQLState())
                || e.getErrorCode() == SqlErrors.HOST_DENIED
                || e.getErrorCode() == SqlErrors.AUTHENTICATION_UNKNOWN) {
            return new StreamException(
                    ErrorKind.CONFIGURATION,
                    where + " refuses the user " + where.user() + ": check name and password, and from which hosts the"
                            + " user may connect",
                    e);
        }
        if (e.getErrorCode() == SqlErrors.UNKNOWN_DATABASE) {
            return new StreamException(
                    ErrorKind.CONFIGURATION,
                    "the database " + where.database() + " does not exist at " + where.host() + ":" + where.port(),
                    e);
        }
        if (e.getErrorCode() == SqlErrors.DATABASE_DENIED) {
            return new StreamException(
                    ErrorKind.PREREQUISITE,
                    "the user " + where.user() + " may not use the database " + where.database() + " at "
                            + where.host() + ":" + where.port() + ", if it exists (GRANT SELECT ON `"
                            + where.database().replace("`", "``") + "`.* TO '" + where.user() + "'@'%')",
                    e);
        }
        String reason = e.getCause() instanceof UnknownHostException ? "the host is not known" : e.getMessage();
        return new StreamException(ErrorKind.SOURCE_UNAVAILABLE, "cannot connect to " + where + ": " + reason, e);
    }
}
