package io.dbstream.reader.capture.postgres;

import io.dbstream.database.Settings;
import io.dbstream.database.postgres.PostgresConnections;
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
 * What the settings of a PostgreSQL source say, but for TLS.
 *
 * @param slot the name of the replication slot
 * @param publication the name of the publication
 * @param derivedPublication whether dbstream chose the name of the publication
 */
record PostgresSettings(String slot, String publication, boolean derivedPublication) {
    static final String SLOT = "replicationSlotName";
    static final String PUBLICATION = "publicationName";

    /** Those of this class, of connecting, and of other parts of the reader. */
    private static final Set<String> KNOWN = Stream.concat(
                    Stream.of(SLOT, PUBLICATION, "confirm", "retain"), PostgresConnections.SETTINGS.stream())
            .collect(Collectors.toUnmodifiableSet());

    private static final int LONGEST_NAME = 63;
    private static final int LONGEST_ID = 40;

    static PostgresSettings of(Map<String, String> settings, String streamId) {
        Settings.refuseUnknown(Side.SOURCE, "PostgreSQL", settings, KNOWN);
        String derived = derivedName(streamId);
        String publication = settings.get(PUBLICATION);
        return new PostgresSettings(
                slot(settings.get(SLOT), derived),
                publication == null ? derived : publication(publication),
                publication == null);
    }

    /** Ids differ also in upper and lower case, which names of slots do not know: the checksum tells them apart. */
    private static String derivedName(String streamId) {
        CRC32 crc = new CRC32();
        crc.update(streamId.getBytes(StandardCharsets.UTF_8));
        String id = streamId.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_");
        return "dbstream_" + id.substring(0, Math.min(id.length(), LONGEST_ID))
                + String.format(Locale.ROOT, "_%08x", crc.getValue());
    }

    private static String slot(@Nullable String wanted, String derived) {
        if (wanted == null) {
            return derived;
        }
        if (!wanted.matches("[a-z0-9_]{1," + LONGEST_NAME + "}")) {
            throw new StreamException(
                    ErrorKind.CONFIGURATION,
                    "source.settings." + SLOT + " may hold up to " + LONGEST_NAME
                            + " lower case letters, digits and underscores");
        }
        return wanted;
    }

    private static String publication(String wanted) {
        int length = wanted.getBytes(StandardCharsets.UTF_8).length;
        if (length == 0 || length > LONGEST_NAME || wanted.indexOf('\0') >= 0) {
            throw new StreamException(
                    ErrorKind.CONFIGURATION, "source.settings." + PUBLICATION + " is a name of 1 to 63 bytes");
        }
        return wanted;
    }
}
