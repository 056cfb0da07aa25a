package io.dbstream.reader.capture.mysql;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.stream.ConnectionString;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * What the settings of a MySQL source say, but for TLS.
 *
 * @param flavor what the user says the server is; null to find out
 * @param serverId the number under which this reader asks for the log; unique among all who ask the server
 */
record MySqlSettings(@Nullable ServerFlavor flavor, long serverId) {
    private static final Set<String> KNOWN = Set.of("sslCA", "sslCert", "sslKey", "flavor", "serverId");
    /** Those that other parts of the reader take. */
    private static final Set<String> OF_OTHERS = Set.of("confirm", "retain");

    private static final long LOWEST_OWN_ID = 1_000_000_000;
    private static final long HIGHEST_ID = 0xffffffffL;

    /** Of Go's driver: how it shows values and guards its own sessions, which has no bearing on reading a log. */
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

    /** Refuses a parameter of the connection that nobody takes: it may be {@code tls}, misspelled. */
    static void refuseUnknown(ConnectionString where) {
        Set<String> unknown = new TreeSet<>(where.parameters().keySet());
        unknown.remove("tls");
        unknown.removeAll(OF_GO);
        if (!unknown.isEmpty()) {
            throw new StreamException(
                    ErrorKind.CONFIGURATION,
                    "the connection has the parameter " + String.join(", ", unknown)
                            + ", which is not known; a MySQL source takes tls");
        }
    }

    static MySqlSettings of(Map<String, String> settings, String streamId) {
        Set<String> unknown = new TreeSet<>(settings.keySet());
        unknown.removeAll(KNOWN);
        unknown.removeAll(OF_OTHERS);
        if (!unknown.isEmpty()) {
            throw new StreamException(
                    ErrorKind.CONFIGURATION,
                    "source.settings has no " + String.join(", ", unknown) + "; a MySQL source knows "
                            + String.join(", ", new TreeSet<>(KNOWN)));
        }
        return new MySqlSettings(flavor(settings.get("flavor")), serverId(settings.get("serverId"), streamId));
    }

    private static @Nullable ServerFlavor flavor(@Nullable String flavor) {
        if (flavor == null) {
            return null;
        }
        return switch (flavor.toLowerCase(Locale.ROOT)) {
            case "mysql" -> ServerFlavor.MYSQL;
            case "mariadb" -> ServerFlavor.MARIADB;
            default ->
                throw new StreamException(
                        ErrorKind.CONFIGURATION, "source.settings.flavor is mysql or mariadb, not " + flavor);
        };
    }

    private static long serverId(@Nullable String wanted, String streamId) {
        if (wanted == null) {
            CRC32 crc = new CRC32();
            crc.update(streamId.getBytes(StandardCharsets.UTF_8));
            return LOWEST_OWN_ID + crc.getValue() % (HIGHEST_ID - LOWEST_OWN_ID);
        }
        if (wanted.matches("[1-9][0-9]{0,9}") && Long.parseLong(wanted) <= HIGHEST_ID) {
            return Long.parseLong(wanted);
        }
        throw new StreamException(
                ErrorKind.CONFIGURATION, "source.settings.serverId is a number from 1 to " + HIGHEST_ID);
    }
}
