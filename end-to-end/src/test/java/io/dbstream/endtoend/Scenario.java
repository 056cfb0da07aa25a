package io.dbstream.endtoend;

import java.util.List;
import java.util.Set;

/**
 * What a file of {@code scenarios} tells: statements for the source, and what is then to be seen at the target. {@code
 * scenarios/README.md} describes the form.
 *
 * @param sources the databases that its statements are for
 * @param targets the databases where it can be seen
 * @param postgresSince the oldest version of PostgreSQL that has what it shows
 * @param isLarge whether its values are so large that services with little memory take them one scenario at a time
 * @param covers the source types of {@code docs/reference/types.md} that it shows
 * @param unspoken texts that no log and no answer may hold
 * @param sourceMembers further JSON for the stream's source
 * @param targetMembers further JSON for the stream's target
 * @param steps in the file's order
 */
record Scenario(
        String name,
        Set<Kind> sources,
        Set<Kind> targets,
        int postgresSince,
        boolean isLarge,
        List<String> covers,
        List<String> unspoken,
        String sourceMembers,
        String targetMembers,
        List<Step> steps) {
    Scenario {
        sources = Set.copyOf(sources);
        targets = Set.copyOf(targets);
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
    sealed interface Step {
        /** The targets that it is for. */
        Set<Kind> at();
    }

    /** Statements for the source, in one session from the scenario's begin to its end. */
    record Change(Set<Kind> at, List<String> statements) implements Step {}

    /** Statements for the target, as of somebody who made tables before the stream. */
    record AtTarget(Set<Kind> at, List<String> statements) implements Step {}

    /** The stream is created, and everything is captured from here on. */
    record Start(Set<Kind> at) implements Step {}

    /** The stream cannot be created, and the answer says so. */
    record Refused(Set<Kind> at, String message) implements Step {}

    /** The stream stops with an error that says so. */
    record Fails(Set<Kind> at, String message) implements Step {}

    /** A query at the target has exactly these rows, in this order. */
    record Expect(Set<Kind> at, String what, String query, List<String> rows) implements Step {}

    /** The target's table has exactly these columns and this key. */
    record Created(Set<Kind> at, String table, List<String> lines) implements Step {}

    /** Two queries, one at the source and one at the target, have the same rows in the same order. */
    record Compare(Set<Kind> at, String what, String sourceQuery, String targetQuery) implements Step {}

    /**
     * Every table of the source has the same rows at the target.
     *
     * @param definitions whether, within one family of databases, the types and keys are the same too
     */
    record Equal(Set<Kind> at, boolean definitions) implements Step {}
}
