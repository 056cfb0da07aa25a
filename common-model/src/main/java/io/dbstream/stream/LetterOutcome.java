package io.dbstream.stream;

/**
 * What came of a request about dead letters; nothing at all when there was no such letter.
 *
 * @param request its number
 * @param applied how many letters the target has taken now
 * @param refused how many it has refused again
 * @param skipped how many were thrown away
 */
public record LetterOutcome(long request, int applied, int refused, int skipped) {}
