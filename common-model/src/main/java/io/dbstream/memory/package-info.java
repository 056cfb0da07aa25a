/** How much of a service's memory its streams may hold, and how they share it. */
@NullMarked
package io.dbstream.memory;

import org.jspecify.annotations.NullMarked;
