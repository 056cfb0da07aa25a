package io.dbstream.writer;

import io.dbstream.change.Bundle;

/**
 * A bundle as it came from the hub.
 *
 * @param sequence of the hub message
 * @param size on the heap, in bytes
 */
record Delivery(long sequence, Bundle bundle, long size) {}
