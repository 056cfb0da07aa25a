package io.dbstream.writer.apply;

import io.dbstream.database.Settings;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.stream.Side;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a target's settings say beyond its connection, whatever the database.
 *
 * @param triggersFire whether the triggers of the target's tables may fire, although what triggers did at the source is in its log
 * @param errorPolicy what becomes of rows that the target refuses
 */
public record TargetSettings(boolean triggersFire, ErrorPolicy errorPolicy) {
    private static final String TRIGGERS = "triggers";
    private static final String ERROR_POLICY = "errorPolicy";

    /**
     * Reads them.
     *
     * @param database as messages call it
     * @param ofConnection the settings that belong to the connection
     * @throws StreamException of kind CONFIGURATION, naming the setting that is not known or wrong
     */
    public static TargetSettings of(String database, Map<String, String> settings, Set<String> ofConnection) {
        Set<String> known = new TreeSet<>(ofConnection);
        known.add(TRIGGERS);
        known.add(ERROR_POLICY);
        Settings.refuseUnknown(Side.TARGET, database, settings, known);
        return new TargetSettings(
                switch (settings.getOrDefault(TRIGGERS, "refuse")) {
                    case "fire" -> true;
                    case "refuse" -> false;
                    default ->
                        throw new StreamException(
                                ErrorKind.CONFIGURATION, "target.settings.triggers is refuse or fire");
                },
                ErrorPolicy.of("target.settings." + ERROR_POLICY, settings.getOrDefault(ERROR_POLICY, "stop")));
    }
}
