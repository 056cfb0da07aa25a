/** Who works on which stream: leases, starting and stopping, retries, and what the status says. */
@NullMarked
package io.dbstream.hub.control;

import org.jspecify.annotations.NullMarked;
