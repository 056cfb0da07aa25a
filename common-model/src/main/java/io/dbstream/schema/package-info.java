/** What tables look like, in terms that every database shares. */
@NullMarked
package io.dbstream.schema;

import org.jspecify.annotations.NullMarked;
