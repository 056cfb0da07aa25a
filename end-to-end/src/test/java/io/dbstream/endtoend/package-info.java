/** The whole system, as real processes on real servers. */
@NullMarked
package io.dbstream.endtoend;

import org.jspecify.annotations.NullMarked;
