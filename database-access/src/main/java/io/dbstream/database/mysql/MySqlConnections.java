package io.dbstream.database.mysql;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.stream.ConnectionString;
import io.dbstream.stream.Side;
import io.dbstream.tls.TlsClient;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** Opens connections to one MySQL or MariaDB server, and makes stream exceptions of what goes wrong in doing so. */
public final class MySqlConnections {
    /** The settings that are taken here; others are for the caller to take or to refuse. */
    public static final Set<String> SETTINGS = Set.of("sslCA", "sslCert", "sslKey");

    private static final String BAD_CREDENTIALS = "28000";
    private static final String NO_ENCRYPTION = "ssl not enabled in the server";
    private static final String WRONG_HOST = "SSL hostname verification failed";

    /** Of Go's driver: how it shows values and guards its own sessions, which has no bearing here. */
    private static final Set<String> OF_GO = Set.of(
            "allowAllFiles",
            "allowCleartextPasswords",
            "allowFallbackToPlaintext",
            "allowNativePasswords",
            "allowOldPasswords",
            "charset",
            "checkConnLiveness",
            "clientFoundRows",
            "collation",
            "columnsWithAlias",
            "connectionAttributes",
            "interpolateParams",
            "loc",
            "maxAllowedPacket",
            "multiStatements",
            "parseTime",
            "readTimeout",
            "rejectReadOnly",
            "serverPubKey",
            "timeTruncate",
            "timeout",
            "writeTimeout");

    private final Side side;
    private final ConnectionString where;
    private final MySqlTls tls;

    private MySqlConnections(Side side, ConnectionString where, MySqlTls tls) {
        this.side = side;
        this.where = where;
        this.tls = tls;
    }

    /**
     * Prepares to connect.
     *
     * @param side whose server it is, for messages and kinds of errors
     * @param settings of that side
     * @throws StreamException of kind CONFIGURATION, which names the parameter or the file that is wrong
     */
    public static MySqlConnections of(Side side, ConnectionString where, Map<String, String> settings) {
        // One that nobody takes may be tls, misspelled.
        Set<String> unknown = new TreeSet<>(where.parameters().keySet());
        unknown.remove("tls");
        unknown.removeAll(OF_GO);
        if (!unknown.isEmpty()) {
            throw new StreamException(
                    ErrorKind.CONFIGURATION,
                    "the connection has the parameter " + String.join(", ", unknown) + ", which is not known; a MySQL "
                            + side.word() + " takes tls");
        }
        return new MySqlConnections(side, where, MySqlTls.of(where, settings));
    }

    public ConnectionString where() {
        return where;
    }

    /** For a connection that is not one of JDBC. */
    public MySqlTls tls() {
        return tls;
    }

    /**
     * Opens a connection.
     *
     * @param options of the driver, stronger than those set here: {@code socketTimeout}, {@code allowLocalInfile}, …
     */
    public Connection open(Map<String, String> options) {
        try {
            return open(tls, options);
        } catch (SQLException e) {
            if (tls.showsCertificate() && TlsClient.brokeOff(e)) {
                return openWithOlderTls(options);
            }
            throw refused(e);
        }
    }

    private Connection openWithOlderTls(Map<String, String> options) {
        Map<String, String> older = new HashMap<>(options);
        older.put("enabledSslProtocolSuites", "TLSv1.2");
        try {
            return open(tls, older);
        } catch (SQLException e) {
            throw TlsClient.brokeOff(e)
                    ? configuration(unencrypted(tls.client().certificateUnwanted()), e)
                    : refused(e);
        }
    }

    private Connection open(MySqlTls encryption, Map<String, String> options) throws SQLException {
        if (encryption.mode() == MySqlTls.Mode.PREFERRED) {
            try {
                return open(encryption.with(MySqlTls.Mode.UNVERIFIED), options);
            } catch (SQLException e) {
                if (!isWithoutEncryption(e)) {
                    throw e;
                }
                return open(encryption.with(MySqlTls.Mode.DISABLED), options);
            }
        }
        Properties properties = new Properties();
        properties.setProperty("user", where.user());
        properties.setProperty("password", where.password());
        properties.setProperty("connectTimeout", "10000");
        properties.setProperty("allowPublicKeyRetrieval", "true");
        encryption.configure(properties);
        options.forEach(properties::setProperty);
        String host = where.host().contains(":") ? "[" + where.host() + "]" : where.host();
        return DriverManager.getConnection(
                "jdbc:mariadb://" + host + ":" + where.port() + "/" + where.database(), properties);
    }

    private static boolean isWithoutEncryption(SQLException e) {
        return String.valueOf(e.getMessage()).contains(NO_ENCRYPTION);
    }

    private StreamException refused(SQLException e) {
        Optional<StreamException> encryption = encryptionFailure(e);
        if (encryption.isPresent()) {
            return encryption.get();
        }
        if (BAD_CREDENTIALS.equals(e.getSQLState())
                || e.getErrorCode() == MySqlErrors.HOST_DENIED
                || e.getErrorCode() == MySqlErrors.AUTHENTICATION_UNKNOWN) {
            return configuration(
                    where + " refuses the user " + where.user() + ": check name and password, and from which hosts the"
                            + " user may connect" + encryptionAdvice(),
                    e);
        }
        if (e.getErrorCode() == MySqlErrors.UNKNOWN_DATABASE) {
            return configuration(
                    "the database " + where.database() + " does not exist at " + where.host() + ":" + where.port(), e);
        }
        if (e.getErrorCode() == MySqlErrors.DATABASE_DENIED) {
            return new StreamException(
                    ErrorKind.PREREQUISITE,
                    "the user " + where.user() + " may not use the database " + where.database() + " at "
                            + where.host() + ":" + where.port() + ", if it exists (GRANT " + rights() + " ON `"
                            + where.database().replace("`", "``") + "`.* TO '" + where.user() + "'@'%')",
                    e);
        }
        String reason = e.getCause() instanceof UnknownHostException ? "the host is not known" : e.getMessage();
        return new StreamException(side.unavailable(), "cannot connect to " + where + ": " + reason, e);
    }

    private String rights() {
        return side == Side.SOURCE ? "SELECT" : "ALL";
    }

    /**
     * What is wrong with encryption, if that is why a connection of any kind failed, in a way that trying again does not mend.
     */
    public Optional<StreamException> encryptionFailure(Exception e) {
        return encryptionFault(e).map(reason -> configuration(unencrypted(reason), e));
    }

    private String unencrypted(String reason) {
        return "no encrypted connection to " + where + ": " + reason;
    }

    private Optional<String> encryptionFault(Exception e) {
        String message = String.valueOf(e.getMessage());
        if (e instanceof SQLException failure
                && (failure.getErrorCode() == MySqlErrors.ENCRYPTION_DEMANDED
                        || failure.getErrorCode() == MySqlErrors.ENCRYPTION_DEMANDED_BY_MARIADB)) {
            return Optional.of("the server takes encrypted connections only: set tls in the connection");
        }
        if (message.contains(NO_ENCRYPTION)) {
            return Optional.of("the server has no TLS: turn it on there (ssl_cert, ssl_key), or set tls=false");
        }
        if (message.contains(WRONG_HOST)) {
            return Optional.of("the server's certificate is not for the host " + where.host() + " ("
                    + message.lines().findFirst().orElse("")
                    + "): connect by a name that it holds, or give the server a certificate that names its host");
        }
        return tls.explain(e);
    }

    /** Servers do not tell a wrong password from a certificate that is missing. */
    private String encryptionAdvice() {
        if (!tls.isEnabled()) {
            return "; a user made with REQUIRE SSL needs tls in the connection, with REQUIRE X509 also sslCert and"
                    + " sslKey";
        }
        return tls.showsCertificate()
                ? "; a user made with REQUIRE X509, ISSUER or SUBJECT needs a certificate in sslCert that meets this"
                : "; a user made with REQUIRE X509 needs a client certificate (sslCert and sslKey)";
    }

    private static StreamException configuration(String message, Exception cause) {
        return new StreamException(ErrorKind.CONFIGURATION, message, cause);
    }
}
