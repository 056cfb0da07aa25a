package io.dbstream.stream;

import java.util.Collection;
import java.util.Locale;

/** Guesses what a misspelt name was meant to be; one that differs in upper and lower case only is the best guess. */
public final class Spelling {
    private static final int NEAR = 2;
    private static final int LONGEST = 64;

    private Spelling() {}

    /** {@code " (did you mean x?)"}, or nothing when none is near. */
    public static String hint(String name, Collection<String> known) {
        String best = "";
        // A name of one letter is near to every other one.
        int least = Math.min(NEAR + 1, name.length());
        for (String candidate : known) {
            int distance = distance(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        return best.isEmpty() ? "" : " (did you mean " + best + "?)";
    }

    /** Levenshtein's, by rows. */
    private static int distance(String one, String other) {
        if (one.length() > LONGEST) {
            return Integer.MAX_VALUE;
        }
        int[] before = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] now = new int[other.length() + 1];
            now[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int same = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                now[j] = Math.min(before[j - 1] + same, Math.min(before[j], now[j - 1]) + 1);
            }
            before = now;
        }
        return before[other.length()];
    }
}
