package io.dbstream.reader.capture.mysql;

import io.dbstream.database.Settings;
import io.dbstream.database.mysql.MySqlConnections;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.stream.Side;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * What the settings of a MySQL source say, but for TLS.
 *
 * @param flavor what the user says the server is; null to find out
 * @param targetCascades whether the user says that the target's tables have the same foreign keys as the source's
 * @param serverId the number under which this reader asks for the log; unique among all who ask the server
 */
record MySqlSettings(@Nullable ServerFlavor flavor, boolean targetCascades, long serverId) {
    /** Those of this class, of connecting, and of other parts of the reader. */
    private static final Set<String> KNOWN = Stream.concat(
                    Stream.of("flavor", "cascades", "serverId", "confirm", "retain"),
                    MySqlConnections.SETTINGS.stream())
            .collect(Collectors.toUnmodifiableSet());

    private static final long LOWEST_OWN_ID = 1_000_000_000;
    private static final long HIGHEST_ID = 0xffffffffL;

    static MySqlSettings of(Map<String, String> settings, String streamId) {
        Settings.refuseUnknown(Side.SOURCE, "MySQL", settings, KNOWN);
        return new MySqlSettings(
                flavor(settings.get("flavor")),
                targetCascades(settings.get("cascades")),
                serverId(settings.get("serverId"), streamId));
    }

    private static boolean targetCascades(@Nullable String cascades) {
        if (cascades != null && !cascades.equals("target")) {
            throw new StreamException(
                    ErrorKind.CONFIGURATION,
                    "source.settings.cascades is target (the target's tables have the same foreign keys and do what"
                            + " the source's do) or left out, not " + cascades);
        }
        return cascades != null;
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
