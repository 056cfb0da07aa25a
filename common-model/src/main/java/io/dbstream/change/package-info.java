/** What happened at the source: change events, the rows they carry, and the positions between them. */
@NullMarked
package io.dbstream.change;

import org.jspecify.annotations.NullMarked;
