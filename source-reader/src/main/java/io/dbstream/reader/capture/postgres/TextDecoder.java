package io.dbstream.reader.capture.postgres;

/** Makes the value of a row of the text in which PostgreSQL sends it, never called for NULL. */
@FunctionalInterface
interface TextDecoder {
    /**
     * The value, held as its column's {@link io.dbstream.schema.DataType} says.
     *
     * @param bytes text in UTF-8 from {@code offset} on, among other things
     * @throws io.dbstream.error.StreamException of kind UNREPRESENTABLE when the text is not UTF-8
     */
    Object decode(byte[] bytes, int offset, int length);
}
