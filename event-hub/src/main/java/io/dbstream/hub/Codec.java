package io.dbstream.hub;

import java.util.function.Function;

/** How a value of a directory is written and read. */
record Codec<T>(Function<T, byte[]> write, Function<byte[], T> read) {}
