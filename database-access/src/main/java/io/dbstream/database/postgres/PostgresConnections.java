package io.dbstream.database.postgres;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.stream.ConnectionString;
import io.dbstream.stream.Side;
import io.dbstream.tls.TlsClient;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.postgresql.Driver;

/** Opens connections to one PostgreSQL database, and makes stream exceptions of what goes wrong in doing so. */
public final class PostgresConnections {
    /** The settings that are taken here; others are for the caller to take or to refuse. */
    public static final Set<String> SETTINGS = ConnectionProperties.FILES.keySet();

    private static final String NO_ENCRYPTION = "The server does not support SSL";
    private static final String WRONG_HOST = "could not be verified by hostnameverifier";
    private static final String CERTIFICATE_WANTED = "valid client certificate";
    private static final String NOT_IN_HBA = "no pg_hba.conf entry";

    /** What a connection needs that is to receive the log (pgjdbc's documentation, "Physical and Logical replication API"). */
    private static final Map<String, String> REPLICATION =
            Map.of("replication", "database", "assumeMinServerVersion", "10", "preferQueryMode", "simple");

    private final Side side;
    private final ConnectionString where;
    private final Properties properties;
    private final PostgresTls tls;

    private PostgresConnections(Side side, ConnectionString where, Properties properties, PostgresTls tls) {
        this.side = side;
        this.where = where;
        this.properties = properties;
        this.tls = tls;
    }

    /**
     * Prepares to connect.
     *
     * @param side whose server it is, for messages and kinds of errors
     * @param settings of that side: {@code sslCA}, {@code sslCert} and {@code sslKey} are other names for the connection's {@code
     *     sslrootcert}, {@code sslcert} and {@code sslkey}
     * @param applicationName what the server shows for these connections, unless the connection string says otherwise
     * @throws StreamException of kind CONFIGURATION, which names the parameter or the file that is wrong
     */
    public static PostgresConnections of(
            Side side, ConnectionString where, Map<String, String> settings, String applicationName) {
        Properties properties = ConnectionProperties.of(side, where, settings, applicationName);
        PostgresTls tls = PostgresTls.of(properties);
        tls.configure(properties);
        return new PostgresConnections(side, where, properties, tls);
    }

    public ConnectionString where() {
        return where;
    }

    /** Opens a connection for SQL. */
    public Connection open() {
        return open(Map.of());
    }

    /**
     * Opens a connection for SQL.
     *
     * @param options of the driver, stronger than those of the connection string; {@code options} adds to what the connection string says
     */
    public Connection open(Map<String, String> options) {
        Properties all = new Properties();
        properties.forEach(all::put);
        options.forEach((name, value) -> {
            if (name.equals("options")) {
                ConnectionProperties.addOptions(all, value);
            } else {
                all.setProperty(name, value);
            }
        });
        try {
            return connect(all);
        } catch (SQLException e) {
            if (tls.showsCertificate() && TlsClient.brokeOff(e)) {
                return connectWithOlderTls(all);
            }
            throw refused(e);
        }
    }

    private Connection connectWithOlderTls(Properties all) {
        PemSocketFactory.useOlderTls(all);
        try {
            return connect(all);
        } catch (SQLException e) {
            throw TlsClient.brokeOff(e) ? unencrypted(tls.client().certificateUnwanted()) : refused(e);
        }
    }

    private Connection connect(Properties all) throws SQLException {
        Connection connection = new Driver().connect(ConnectionProperties.url(where), all);
        if (connection == null) {
            throw new StreamException(
                    ErrorKind.CONFIGURATION, "The " + side.word() + "'s address cannot be understood: " + where);
        }
        return connection;
    }

    /**
     * Opens a connection that can receive the log, by pgjdbc's replication API. It takes simple queries only.
     *
     * @param options as for {@link #open(Map)}
     */
    public Connection openReplication(Map<String, String> options) {
        Map<String, String> all = new HashMap<>(REPLICATION);
        all.putAll(options);
        return open(all);
    }

    /**
     * What an error means that came while the session was being set up: no row is in play yet, and the driver's message never holds the
     * password, so it is passed on.
     */
    public StreamException refused(SQLException e) {
        Optional<String> encryption = encryptionFault(e);
        if (encryption.isPresent()) {
            return unencrypted(encryption.get());
        }
        String state = e.getSQLState() == null ? "none" : e.getSQLState();
        ErrorKind kind = switch (state) {
            case "42501" -> ErrorKind.PREREQUISITE;
            // Wrong user or password, no such database, the server refuses the way of connecting, unknown option.
            case "28000", "28P01", "3D000", "08004", "42704", "22023" -> ErrorKind.CONFIGURATION;
            default -> SqlStates.passes(e) ? side.unavailable() : ErrorKind.CONFIGURATION;
        };
        String reason = e.getCause() instanceof UnknownHostException ? "the host is not known" : e.getMessage();
        String advice = kind == ErrorKind.PREREQUISITE
                ? " (GRANT CONNECT ON DATABASE " + quote(where.database()) + " TO " + quote(where.user()) + ")"
                : "";
        return new StreamException(kind, "Cannot connect to the " + side.word() + " " + where + ": " + reason + advice);
    }

    private StreamException unencrypted(String reason) {
        return new StreamException(
                ErrorKind.CONFIGURATION, "No encrypted connection to the " + side.word() + " " + where + ": " + reason);
    }

    private Optional<String> encryptionFault(SQLException e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains(NO_ENCRYPTION)) {
            return Optional.of("the server has no TLS: turn it on there (ssl = on), or set sslmode=disable");
        }
        if (message.contains(WRONG_HOST)) {
            return Optional.of("the server's certificate is not for the host " + where.host()
                    + ": connect by a name that it holds, give the server a certificate that names its host, or set"
                    + " sslmode=verify-ca, which does not look at the host");
        }
        if (message.contains(CERTIFICATE_WANTED) && !tls.showsCertificate()) {
            return Optional.of("the server demands a certificate of its clients: set sslcert and sslkey");
        }
        if (message.contains(NOT_IN_HBA) && message.contains("no encryption")) {
            return Optional.of(message + "; if that is because the server takes encrypted connections only, set"
                    + " sslmode=require");
        }
        return tls.explain(e);
    }

    private static String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
