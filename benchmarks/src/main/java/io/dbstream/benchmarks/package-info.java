/** Measured runs: dbstream, its peers and the bare limits of the databases, side by side on one machine. */
@NullMarked
package io.dbstream.benchmarks;

import org.jspecify.annotations.NullMarked;
