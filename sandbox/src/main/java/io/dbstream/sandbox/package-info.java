/** Real database servers and a real nats-server as processes of this machine, without root and without Docker. */
@NullMarked
package io.dbstream.sandbox;

import org.jspecify.annotations.NullMarked;
