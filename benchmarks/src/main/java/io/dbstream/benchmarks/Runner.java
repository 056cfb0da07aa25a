package io.dbstream.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * An entrant on its way through a measurement: what was seen of it, or why it left.
 *
 * @param <L> what is seen each time
 */
final class Runner<L> implements AutoCloseable {
    /** What it is told to do. */
    @FunctionalInterface
    interface Action {
        void run() throws Exception;
    }

    private final Entrant entrant;
    private final List<L> laps = new ArrayList<>();
    private final Map<String, Long> peakMemory = new LinkedHashMap<>();
    private @Nullable String failure;

    Runner(Entrant entrant) {
        this.entrant = entrant;
    }

    Entrant entrant() {
        return entrant;
    }

    String name() {
        return entrant.contender().name();
    }

    /** Does it unless the entrant has left; who fails leaves, and the others go on. */
    void attempt(Action action) throws InterruptedException {
        if (failure != null) {
            return;
        }
        try {
            action.run();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            failure = e.getMessage() == null ? e.toString() : e.getMessage();
            Progress.say(name() + " leaves: " + failure);
            end();
        }
    }

    void add(L lap) {
        laps.add(lap);
        entrant.contender()
                .processes()
                .forEach((role, pid) -> Usage.peakMemory(pid).ifPresent(bytes -> peakMemory.put(role, bytes)));
    }

    List<L> laps() {
        return laps;
    }

    /** A value of each lap; there is one. */
    Samples samples(ToDoubleFunction<L> value) {
        return new Samples(laps.stream().map(value::applyAsDouble).toList());
    }

    /** In bytes, by the roles of its processes. */
    Map<String, Long> peakMemory() {
        return peakMemory;
    }

    /** Whether there are numbers to show. */
    boolean isMeasured() {
        return failure == null && !laps.isEmpty();
    }

    /** In place of numbers, when there are none to show. */
    String verdict() {
        return failure != null && failure.startsWith(Entrant.WRONG) ? Entrant.WRONG : "left";
    }

    @Nullable
    String failure() {
        return failure;
    }

    @Override
    public void close() {
        if (failure == null) {
            end();
        }
    }

    private void end() {
        try {
            entrant.contender().close();
        } catch (Exception e) {
            Progress.say(name() + " does not end in order: " + e);
        }
    }
}
