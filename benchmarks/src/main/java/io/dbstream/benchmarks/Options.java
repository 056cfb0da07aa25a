package io.dbstream.benchmarks;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
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

    static Options parse(String... arguments) {
        var options = new Options(
                List.of(Case.INSERTS),
                List.of(Pair.of("mysql-postgresql")),
                List.of(Baseline.BARE, Baseline.NATIVE),
                3,
                1,
                1_000_000,
                20,
                List.of("-Xmx256m"),
                "");
        Iterator<String> words = List.of(arguments).iterator();
        while (words.hasNext()) {
            String word = words.next();
            if (!words.hasNext()) {
                throw new Mistake("%s is no option, or lacks its value. See benchmarks/run --help".formatted(word));
            }
            options = options.with(word, words.next());
        }
        return options;
    }

    /** The baselines that do what dbstream does, which the bare load does not. */
    List<Baseline> againstReplication() {
        return against.stream().filter(baseline -> baseline != Baseline.BARE).toList();
    }

    private Options with(String option, String value) {
        return switch (option) {
            case "--case" ->
                new Options(all(value, Case::of), pairs, against, rounds, warmUps, rows, seconds, jvm, label);
            case "--pair" ->
                new Options(cases, all(value, Pair::of), against, rounds, warmUps, rows, seconds, jvm, label);
            case "--against" ->
                new Options(
                        cases,
                        pairs,
                        value.equals("none") ? List.of() : all(value, Baseline::of),
                        rounds,
                        warmUps,
                        rows,
                        seconds,
                        jvm,
                        label);
            case "--rounds" ->
                new Options(
                        cases, pairs, against, (int) number(option, value, 1, 100), warmUps, rows, seconds, jvm, label);
            case "--warm-ups" ->
                new Options(
                        cases, pairs, against, rounds, (int) number(option, value, 0, 100), rows, seconds, jvm, label);
            case "--rows" ->
                new Options(
                        cases,
                        pairs,
                        against,
                        rounds,
                        warmUps,
                        number(option, value, 1_000, 10_000_000),
                        seconds,
                        jvm,
                        label);
            case "--seconds" ->
                new Options(
                        cases,
                        pairs,
                        against,
                        rounds,
                        warmUps,
                        rows,
                        (int) number(option, value, 1, 3_600),
                        jvm,
                        label);
            case "--jvm" ->
                new Options(
                        cases,
                        pairs,
                        against,
                        rounds,
                        warmUps,
                        rows,
                        seconds,
                        List.of(value.strip().split("\\s+", -1)),
                        label);
            case "--label" -> new Options(cases, pairs, against, rounds, warmUps, rows, seconds, jvm, label(value));
            default -> throw new Mistake("There is no option %s. See benchmarks/run --help".formatted(option));
        };
    }

    private static <T> List<T> all(String words, Function<String, T> reading) {
        return Arrays.stream(words.split(",", -1)).map(reading).distinct().toList();
    }

    private static long number(String option, String value, long least, long most) {
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
        if (!value.matches("[A-Za-z0-9._-]{1,40}")) {
            throw new Mistake("--label takes letters, digits, dots, dashes and underscores, not '%s'".formatted(value));
        }
        return value;
    }
}
