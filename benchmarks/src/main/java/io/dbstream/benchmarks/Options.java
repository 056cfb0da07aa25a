package io.dbstream.benchmarks;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * What the command line asks for.
 *
 * @param warmUps rounds before those that count
 * @param rows how many changes a round writes; some cases write a fraction of it
 * @param seconds how long latency is measured in a round
 * @param jvm options of the JVMs of dbstream's services
 * @param label stands in the name of the file of results; may be empty
 */
record Options(
        List<Case> cases,
        List<Pair> pairs,
        List<Baseline> against,
        int rounds,
        int warmUps,
        long rows,
        int seconds,
        List<String> jvm,
        String label) {

    /** What is asked for where the command line says nothing else. */
    private static final Map<String, String> USUAL = Map.of(
            "--case", "inserts",
            "--pair", "mysql-postgresql",
            "--against", "bare,native",
            "--rounds", "3",
            "--warm-ups", "1",
            "--rows", "1000000",
            "--seconds", "20",
            "--jvm", "-Xmx256m -XX:+UseSerialGC",
            "--label", "");

    static Options parse(String... arguments) {
        Map<String, String> given = new HashMap<>(USUAL);
        Iterator<String> words = List.of(arguments).iterator();
        while (words.hasNext()) {
            String word = words.next();
            if (!words.hasNext()) {
                throw new Mistake("%s is no option, or lacks its value. See benchmarks/run --help".formatted(word));
            }
            if (given.replace(word, words.next()) == null) {
                throw new Mistake("There is no option %s. See benchmarks/run --help".formatted(word));
            }
        }
        return of(given);
    }

    private static Options of(Map<String, String> given) {
        String against = value(given, "--against");
        return new Options(
                all(value(given, "--case"), Case::of),
                all(value(given, "--pair"), Pair::of),
                against.equals("none") ? List.of() : all(against, Baseline::of),
                (int) number(given, "--rounds", 1, 100),
                (int) number(given, "--warm-ups", 0, 100),
                number(given, "--rows", 1_000, 10_000_000),
                (int) number(given, "--seconds", 1, 3_600),
                List.of(value(given, "--jvm").strip().split("\\s+", -1)),
                label(value(given, "--label")));
    }

    private static String value(Map<String, String> given, String option) {
        return Objects.requireNonNull(given.get(option));
    }

    /** The baselines that do what dbstream does, which the bare load does not. */
    List<Baseline> againstReplication() {
        return against.stream().filter(baseline -> baseline != Baseline.BARE).toList();
    }

    private static <T> List<T> all(String words, Function<String, T> reading) {
        return Arrays.stream(words.split(",", -1)).map(reading).distinct().toList();
    }

    private static long number(Map<String, String> given, String option, long least, long most) {
        String value = value(given, option);
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, as a number out of bounds is.
        }
        throw new Mistake("%s takes a number from %d to %d, not '%s'".formatted(option, least, most, value));
    }

    private static String label(String value) {
        if (!value.matches("[A-Za-z0-9._-]{0,40}")) {
            throw new Mistake("--label takes letters, digits, dots, dashes and underscores, not '%s'".formatted(value));
        }
        return value;
    }
}
