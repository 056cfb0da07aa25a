package io.dbstream.api.rest;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Moments as Go prints them: RFC 3339 with as many digits of the second as it takes; Go's zero time for none. */
final class GoTime {
    private static final String ZERO = "0001-01-01T00:00:00Z";

    private GoTime() {}

    static String format(@Nullable Instant moment, ZoneId zone) {
        return moment == null ? ZERO : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(moment.atZone(zone));
    }
}
