package io.dbstream.writer.apply;

import io.dbstream.error.ErrorKind;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Letters in memory. */
final class FakeLetterStore implements LetterStore {
    private final TreeMap<Long, Kept> kept = new TreeMap<>();

    /** The numbers of the changes of each letter, as {@code letter:[events]}. */
    List<String> printed() {
        TreeMap<Long, List<Long>> letters = new TreeMap<>();
        kept.values()
                .forEach(each -> letters.computeIfAbsent(each.letter(), unused -> new ArrayList<>())
                        .add(each.event()));
        return letters.entrySet().stream()
                .map(letter -> letter.getKey() + ":" + letter.getValue())
                .toList();
    }

    @Override
    public List<Kept> read() {
        return List.copyOf(kept.values());
    }

    @Override
    public void add(Kept added, byte[] bundle) {
        kept.put(added.event(), added);
    }

    @Override
    public void join(long letter, long later) {
        kept.replaceAll((event, each) -> each.letter() == later
                ? new Kept(event, letter, each.source(), each.rows(), each.kind(), each.reason(), each.since())
                : each);
    }

    @Override
    public void refusedAgain(long letter, ErrorKind kind, String reason) {
        kept.computeIfPresent(
                letter,
                (event, each) -> new Kept(event, letter, each.source(), each.rows(), kind, reason, each.since()));
    }

    @Override
    public void remove(long letter) {
        kept.values().removeIf(each -> each.letter() == letter);
    }
}
