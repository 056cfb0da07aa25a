package io.dbstream.database.postgres;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.stream.ConnectionString;
import io.dbstream.stream.Side;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** Says to PostgreSQL's JDBC driver what a connection string says in the words of libpq. */
final class ConnectionProperties {
    /** Seconds to wait for a connection when the connection string does not say. */
    private static final String PATIENCE = "10";

    /** Parameters that the driver takes as they are, by its own names for them. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("application_name", "ApplicationName"),
            Map.entry("channel_binding", "channelBinding"),
            Map.entry("connect_timeout", "connectTimeout"),
            Map.entry("gssencmode", "gssEncMode"),
            Map.entry("krbsrvname", "kerberosServerName"),
            Map.entry("options", "options"),
            Map.entry("require_auth", "requireAuth"),
            Map.entry("sslcert", "sslcert"),
            Map.entry("sslkey", "sslkey"),
            Map.entry("sslmode", "sslmode"),
            Map.entry("sslnegotiation", "sslNegotiation"),
            Map.entry("sslpassword", "sslpassword"),
            Map.entry("sslrootcert", "sslrootcert"));

    /** What the session settles by itself, or what only a program in C can choose. */
    private static final Set<String> SETTLED = Set.of(
            "client_encoding",
            "fallback_application_name",
            "keepalives",
            "keepalives_count",
            "keepalives_idle",
            "keepalives_interval",
            "sslcompression",
            "sslsni",
            "tcp_user_timeout");

    /** The files of the description's settings, which mean the same as libpq's. */
    static final Map<String, String> FILES = Map.of("sslCA", "sslrootcert", "sslCert", "sslcert", "sslKey", "sslkey");

    private final Side side;
    private final Properties properties = new Properties();

    private ConnectionProperties(Side side) {
        this.side = side;
    }

    /** The driver's address of the database; the properties say the rest. */
    static String url(ConnectionString connection) {
        String host = connection.host().indexOf(':') >= 0 ? "[" + connection.host() + "]" : connection.host();
        return "jdbc:postgresql://" + host + ":" + connection.port() + "/"
                + URLEncoder.encode(connection.database(), StandardCharsets.UTF_8);
    }

    /**
     * The driver's properties.
     *
     * @param settings those that are not about files are passed over
     * @throws StreamException of kind CONFIGURATION that names the parameter that is wrong
     */
    static Properties of(Side side, ConnectionString connection, Map<String, String> settings, String applicationName) {
        Properties properties = new ConnectionProperties(side).with(parameters(connection, settings));
        properties.setProperty("user", connection.user());
        properties.setProperty("password", connection.password());
        properties.putIfAbsent("ApplicationName", applicationName);
        properties.putIfAbsent("connectTimeout", PATIENCE);
        properties.setProperty("loginTimeout", properties.getProperty("connectTimeout"));
        properties.setProperty("tcpKeepAlive", "true");
        // Errors hold row values in their detail; nothing of them is to reach a log.
        properties.setProperty("logServerErrorDetail", "false");
        return properties;
    }

    /** Adds options of the session; of two that set the same, the last one counts. */
    static void addOptions(Properties properties, String options) {
        properties.merge("options", options, (former, latter) -> former + " " + latter);
    }

    private static Map<String, String> parameters(ConnectionString connection, Map<String, String> settings) {
        Map<String, String> parameters = new HashMap<>();
        FILES.forEach((setting, parameter) -> {
            String file = settings.get(setting);
            if (file != null) {
                parameters.put(parameter, file);
            }
        });
        parameters.putAll(connection.parameters());
        return parameters;
    }

    private Properties with(Map<String, String> parameters) {
        parameters.forEach(this::set);
        return properties;
    }

    private void set(String name, String value) {
        String known = NAMES.get(name);
        if (name.equals("options")) {
            addOptions(properties, value);
        } else if (known != null) {
            properties.setProperty(known, value);
        } else if (name.equals("search_path")) {
            addOptions(
                    properties, "-c search_path=" + value.replace("\\", "\\\\").replace(" ", "\\ "));
        } else if (name.equals("target_session_attrs")) {
            properties.setProperty("targetServerType", serverType(value));
        } else if (!SETTLED.contains(name)) {
            throw configuration("has the parameter \"" + name + "\", which is not known; known are "
                    + String.join(", ", NAMES.keySet().stream().sorted().toList())
                    + ", search_path and target_session_attrs");
        }
    }

    private String serverType(String attributes) {
        return switch (attributes.toLowerCase(Locale.ROOT)) {
            case "any" -> "any";
            case "read-write", "primary" -> "primary";
            case "read-only", "standby" -> ofStandby(attributes, "secondary");
            case "prefer-standby" -> ofStandby(attributes, "preferSecondary");
            default ->
                throw configuration("has target_session_attrs=" + attributes
                        + ", which is none of any, read-write, read-only, primary, standby and prefer-standby");
        };
    }

    private String ofStandby(String attributes, String type) {
        if (side == Side.TARGET) {
            throw configuration("has target_session_attrs=" + attributes
                    + ", but a target must be writable: use any, read-write or primary");
        }
        return type;
    }

    private StreamException configuration(String what) {
        return new StreamException(ErrorKind.CONFIGURATION, "The " + side.word() + "'s connection " + what);
    }
}
