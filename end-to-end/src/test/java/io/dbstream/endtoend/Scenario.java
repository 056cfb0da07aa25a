package io.dbstream.endtoend;

import io.dbstream.sandbox.MySqlServer.Flavor;
import java.util.List;
import java.util.Set;

/**
 * What a file of {@code scenarios} tells: statements for the source, and what is then to be seen at the target. {@code
 * scenarios/README.md} describes the form.
 *
 * @param flavors the servers that it is for
 * @param covers the source types of {@code docs/reference/types.md} that it shows
 * @param unspoken texts that no log and no answer may hold
 * @param steps in the file's order
 */
record Scenario(String name, Set<Flavor> flavors, List<String> covers, List<String> unspoken, List<Step> steps) {
    Scenario {
        flavors = Set.copyOf(flavors);
        covers = List.copyOf(covers);
        unspoken = List.copyOf(unspoken);
        steps = List.copyOf(steps);
    }

    /** The name alone, as the test's report shows it. */
    @Override
    public String toString() {
        return name;
    }

    /** One thing to do or to see. */
    sealed interface Step {}

    /** Statements for the source, in one session from the scenario's begin to its end. */
    record Change(List<String> statements) implements Step {}

    /** Statements for the target, as of somebody who made tables before the stream. */
    record AtTarget(List<String> statements) implements Step {}

    /** The stream is created, and everything is captured from here on. */
    record Start() implements Step {}

    /** The stream cannot be created, and the answer says so. */
    record Refused(String message) implements Step {}

    /** The stream stops with an error that says so. */
    record Fails(String message) implements Step {}

    /** A query at the target has exactly these rows, in this order. */
    record Expect(String what, String query, List<String> rows) implements Step {}

    /** The target's table has exactly these columns and this key. */
    record Created(String table, List<String> lines) implements Step {}

    /** Two queries, one at the source and one at the target, have the same rows in the same order. */
    record Compare(String what, String sourceQuery, String targetQuery) implements Step {}
}
