package io.dbstream.reader.capture;

/**
 * Reads the log of one source for one stream. All methods are for the stream's own thread, but for {@link #stop}.
 *
 * <p>Every failure is a {@link io.dbstream.error.StreamException}: SOURCE_UNAVAILABLE when the database went away, POSITION_LOST when it
 * no longer has the position, PREREQUISITE, CONFIGURATION, UNREPRESENTABLE, with a message that names table, column or statement.
 */
public interface Capture extends AutoCloseable {
    /**
     * Checks everything the source must have and allow.
     *
     * @throws io.dbstream.error.StreamException one, that says all that is missing and the statements that mend it
     */
    void preflight();

    /** The coordinate of the log's end at this moment: reading from it gives what is committed from now on. */
    String end();

    /**
     * Reads on from a coordinate, and tells the listener, until {@link #stop} or an error. Nothing is left out and nothing told
     * twice: the same coordinate gives the same changes in the same order every time.
     */
    void read(String coordinate, ChangeListener listener);

    /** The source may forget what lies before this coordinate. Called from the listener's thread now and then. */
    void confirm(String coordinate);

    /** The stream is over for good: takes away what was made for it at the source. Done once more it changes nothing. */
    void release();

    /** Makes {@link #read} return soon; callable from any thread, also before {@code read}. */
    void stop();

    @Override
    void close();
}
