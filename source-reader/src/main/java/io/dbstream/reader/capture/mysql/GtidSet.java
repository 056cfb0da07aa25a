package io.dbstream.reader.capture.mysql;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** A set of MySQL's global transaction ids: for each source, the intervals of its numbers. Adding the next number is cheap. */
final class GtidSet {
    private final List<Source> sources = new ArrayList<>();

    /** Reads the server's form, {@code uuid:1-5:7,uuid:1}, with or without white space. */
    static GtidSet parse(String text) {
        GtidSet set = new GtidSet();
        for (String part : text.replaceAll("\\s", "").split(",", -1)) {
            if (!part.isEmpty()) {
                set.sources.add(Source.parse(part));
            }
        }
        set.sources.sort(Comparator.comparing(source -> source.name));
        return set;
    }

    void add(long high, long low, long number) {
        for (Source source : sources) {
            if (source.low == low && source.high == high) {
                source.add(number);
                return;
            }
        }
        Source source = new Source(new UUID(high, low));
        source.add(number);
        sources.add(source);
        sources.sort(Comparator.comparing(other -> other.name));
    }

    /** In the server's form. */
    @Override
    public String toString() {
        return sources.stream().map(Source::text).collect(Collectors.joining(","));
    }

    /** The numbers of one source: the bounds of disjoint intervals, both inclusive, in order. */
    private static final class Source {
        private final String name;
        private final long high;
        private final long low;
        private final List<long[]> intervals = new ArrayList<>();
        private String text = "";

        private Source(UUID uuid) {
            name = uuid.toString();
            high = uuid.getMostSignificantBits();
            low = uuid.getLeastSignificantBits();
        }

        private static Source parse(String part) {
            String[] pieces = part.split(":", -1);
            Source source = new Source(UUID.fromString(pieces[0]));
            for (int i = 1; i < pieces.length; i++) {
                String[] bounds = pieces[i].split("-", 2);
                if (!bounds[0].matches("[0-9]+")) {
                    throw new StreamException(
                            ErrorKind.PREREQUISITE,
                            "the source has executed transactions with tagged GTIDs, which this version does not support");
                }
                long first = Long.parseLong(bounds[0]);
                source.intervals.add(new long[] {first, bounds.length == 1 ? first : Long.parseLong(bounds[1])});
            }
            source.intervals.sort(Comparator.comparingLong(interval -> interval[0]));
            return source;
        }

        private void add(long number) {
            text = "";
            int at = intervals.size();
            while (at > 0 && intervals.get(at - 1)[0] > number) {
                at--;
            }
            long[] before = at > 0 ? intervals.get(at - 1) : null;
            long[] after = at < intervals.size() ? intervals.get(at) : null;
            if (before != null && number <= before[1]) {
                return;
            }
            boolean joinsBefore = before != null && before[1] == number - 1;
            boolean joinsAfter = after != null && after[0] == number + 1;
            if (before != null && joinsBefore) {
                before[1] = number;
                if (after != null && joinsAfter) {
                    before[1] = after[1];
                    intervals.remove(at);
                }
            } else if (after != null && joinsAfter) {
                after[0] = number;
            } else {
                intervals.add(at, new long[] {number, number});
            }
        }

        private String text() {
            if (text.isEmpty()) {
                StringBuilder all = new StringBuilder(name);
                for (long[] interval : intervals) {
                    all.append(':').append(interval[0]);
                    if (interval[1] > interval[0]) {
                        all.append('-').append(interval[1]);
                    }
                }
                text = all.toString();
            }
            return text;
        }
    }
}
