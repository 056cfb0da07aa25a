package io.dbstream.benchmarks;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Tells whoever waits what is going on. Results go to the standard output, this does not. */
final class Progress {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private Progress() {}

    static void say(String what) {
        System.err.println(TIME.format(LocalTime.now(ZoneId.systemDefault())) + " " + what);
    }
}
