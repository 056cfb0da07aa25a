/** What reader and writer both know of connections to databases, whichever database it is. */
@NullMarked
package io.dbstream.database;

import org.jspecify.annotations.NullMarked;
