package io.dbstream.hub;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Named values that all services see. Each change of a value has a revision; later changes have higher ones.
 *
 * @param <T> what is kept
 */
public interface Directory<T> {
    /**
     * A value and its revision.
     *
     * @param revision to {@link #replace} exactly this value
     */
    record Entry<T>(String key, T value, long revision) {}

    Optional<Entry<T>> get(String key);

    /** Every value there is. */
    List<Entry<T>> list();

    /** Sets a value whatever it was. */
    void put(String key, T value);

    /** Sets a value that nobody has set; false when somebody has. */
    boolean create(String key, T value);

    /** Sets a value that is still the one of this revision; false when it is not. */
    boolean replace(String key, T value, long revision);

    /** Forgets a value; no error when there is none. */
    void delete(String key);

    /**
     * Tells every value there is, then every change, in order, on a thread of the hub; a null value means deleted. After a lost
     * connection the latest values may be told again.
     *
     * @param lost run on a thread of the hub when the directory turns out to be another than it was: NATS had lost it with all that was
     *     in it, and what is told from here on was put there since. Throws when it is to be run again
     * @return closing it ends the watch
     */
    AutoCloseable watch(BiConsumer<String, @Nullable T> observer, Runnable lost);
}
