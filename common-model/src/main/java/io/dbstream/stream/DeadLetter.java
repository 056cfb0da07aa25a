package io.dbstream.stream;

import io.dbstream.error.ErrorKind;
import java.time.Instant;

/**
 * A row's changes that the target refused and keeps aside: the one that was refused, and those behind it that touch the same row. Says
 * nothing of what they hold.
 *
 * @param number of the change that was refused, counted from 0 over the stream's data events: no two letters ever have the same
 * @param table of the source
 * @param reason why the target refused it, when it was tried last
 * @param changes how many there are
 * @param since when the first one was refused
 */
public record DeadLetter(long number, String table, ErrorKind kind, String reason, int changes, Instant since) {}
