/** The quickstart: a whole dbstream on this machine, with real databases and changes to watch. */
@NullMarked
package io.dbstream.sandbox.quickstart;

import org.jspecify.annotations.NullMarked;
