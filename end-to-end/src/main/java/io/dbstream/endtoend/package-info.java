/** The whole system: real processes, real servers, and what stands around them. */
@NullMarked
package io.dbstream.endtoend;

import org.jspecify.annotations.NullMarked;
