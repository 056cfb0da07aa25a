/** What the user asked for, and how it goes. */
@NullMarked
package io.dbstream.stream;

import org.jspecify.annotations.NullMarked;
