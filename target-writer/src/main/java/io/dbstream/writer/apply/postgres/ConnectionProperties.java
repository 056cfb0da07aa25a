package io.dbstream.writer.apply.postgres;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.stream.ConnectionString;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private static final Map<String, String> FILES =
            Map.of("sslCA", "sslrootcert", "sslCert", "sslcert", "sslKey", "sslkey");

    private ConnectionProperties() {}

    /** The driver's address of the database; the properties say the rest. */
    static String url(ConnectionString connection) {
        String host = connection.host().indexOf(':') >= 0 ? "[" + connection.host() + "]" : connection.host();
        return "jdbc:postgresql://" + host + ":" + connection.port() + "/"
                + URLEncoder.encode(connection.database(), StandardCharsets.UTF_8);
    }

    /**
     * The driver's properties.
     *
     * @throws StreamException of kind CONFIGURATION that names the parameter or file that is wrong
     */
    static Properties of(ConnectionString connection, Map<String, String> settings, String streamId) {
        Properties properties = new Properties();
        properties.setProperty("user", connection.user());
        properties.setProperty("password", connection.password());
        properties.setProperty("ApplicationName", "dbstream-" + streamId);
        properties.setProperty("connectTimeout", PATIENCE);
        properties.setProperty("tcpKeepAlive", "true");
        // Errors hold row values in their detail; nothing of them is to reach a log.
        properties.setProperty("logServerErrorDetail", "false");
        parameters(connection, settings).forEach((name, value) -> set(properties, name, value));
        properties.setProperty("loginTimeout", properties.getProperty("connectTimeout"));
        encryption(properties);
        return properties;
    }

    private static Map<String, String> parameters(ConnectionString connection, Map<String, String> settings) {
        Map<String, String> parameters = new HashMap<>();
        settings.forEach((setting, file) -> {
            String parameter = FILES.get(setting);
            if (parameter == null) {
                throw new StreamException(
                        ErrorKind.CONFIGURATION,
                        "target.settings has no " + setting + "; a PostgreSQL target knows sslCA, sslCert, sslKey");
            }
            parameters.put(parameter, file);
        });
        parameters.putAll(connection.parameters());
        return parameters;
    }

    private static void set(Properties properties, String name, String value) {
        String known = NAMES.get(name);
        if (known != null) {
            properties.merge(
                    known, value, (former, latter) -> known.equals("options") ? former + " " + latter : latter);
        } else if (name.equals("search_path")) {
            String option = "-c search_path=" + value.replace("\\", "\\\\").replace(" ", "\\ ");
            properties.merge("options", option, (former, latter) -> former + " " + latter);
        } else if (name.equals("target_session_attrs")) {
            properties.setProperty("targetServerType", serverType(value));
        } else if (!SETTLED.contains(name)) {
            throw new StreamException(
                    ErrorKind.CONFIGURATION,
                    "The target's connection has the parameter \"" + name + "\", which is not known; known are "
                            + String.join(", ", NAMES.keySet().stream().sorted().toList())
                            + ", search_path and target_session_attrs");
        }
    }

    private static String serverType(String attributes) {
        return switch (attributes.toLowerCase(Locale.ROOT)) {
            case "any" -> "any";
            case "read-write", "primary" -> "primary";
            default ->
                throw new StreamException(
                        ErrorKind.CONFIGURATION,
                        "A target must be writable: target_session_attrs is any, read-write or primary");
        };
    }

    private static void encryption(Properties properties) {
        String mode = properties.getProperty("sslmode");
        String rootCertificate = properties.getProperty("sslrootcert");
        if (mode != null
                && !Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
                        .contains(mode)) {
            throw new StreamException(
                    ErrorKind.CONFIGURATION,
                    "The target's sslmode is none of disable, allow, prefer, require, verify-ca and verify-full");
        }
        if ("system".equals(rootCertificate)) {
            properties.remove("sslrootcert");
            properties.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
            properties.setProperty("sslmode", "verify-full");
        } else if (rootCertificate != null) {
            checkReadable("sslrootcert", rootCertificate);
            // As libpq has it: who names an authority wants it to be asked.
            if (mode == null || mode.equals("require")) {
                properties.setProperty("sslmode", "verify-ca");
            }
        }
        String certificate = properties.getProperty("sslcert");
        if (certificate != null) {
            checkReadable("sslcert", certificate);
        }
        String key = properties.getProperty("sslkey");
        if (key != null) {
            checkReadable("sslkey", key);
            ClientKey.algorithm(Path.of(key))
                    .ifPresent(algorithm -> properties.setProperty("pemKeyAlgorithm", algorithm));
        }
    }

    private static void checkReadable(String parameter, String file) {
        if (!Files.isReadable(Path.of(file))) {
            throw new StreamException(
                    ErrorKind.CONFIGURATION,
                    "The target's " + parameter + " names a file that cannot be read: " + file);
        }
    }
}
