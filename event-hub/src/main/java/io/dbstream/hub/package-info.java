/** The event hub: the only code that knows NATS. */
@NullMarked
package io.dbstream.hub;

import org.jspecify.annotations.NullMarked;
