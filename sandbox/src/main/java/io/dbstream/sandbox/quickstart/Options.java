package io.dbstream.sandbox.quickstart;

import io.dbstream.sandbox.SandboxException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/**
 * What the user asked for on the command line.
 *
 * @param once end after a few seconds of changes with a comparison of source and target
 */
record Options(Kind source, Kind target, boolean once) {
    /** The databases that the quickstart can name. */
    enum Kind {
        MYSQL(3306),
        MARIADB(3306),
        POSTGRESQL(5432);

        private final int usualPort;

        Kind(int usualPort) {
            this.usualPort = usualPort;
        }

        int usualPort() {
            return usualPort;
        }
    }

    static Options parse(String... arguments) {
        Kind source = Kind.MARIADB;
        Kind target = Kind.POSTGRESQL;
        boolean once = false;
        Iterator<String> words = List.of(arguments).iterator();
        while (words.hasNext()) {
            String word = words.next();
            switch (word) {
                case "--source" -> source = kind(word, words);
                case "--target" -> target = kind(word, words);
                case "--once" -> once = true;
                default -> throw new SandboxException("Unknown option " + word + ". See ./quickstart --help");
            }
        }
        return new Options(source, target, once);
    }

    private static Kind kind(String option, Iterator<String> words) {
        String value = words.hasNext() ? words.next() : "";
        try {
            return Kind.valueOf(value.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new SandboxException(
                    "%s takes mysql, mariadb or postgresql, not '%s'. See ./quickstart --help".formatted(option, value),
                    e);
        }
    }
}
