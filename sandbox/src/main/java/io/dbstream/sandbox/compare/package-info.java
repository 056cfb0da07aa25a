/** Compares two databases, each read through its own SQL and by no code of the services. */
@NullMarked
package io.dbstream.sandbox.compare;

import org.jspecify.annotations.NullMarked;
