/** Reading a source's log: one capture per family of databases. */
@NullMarked
package io.dbstream.reader.capture;

import org.jspecify.annotations.NullMarked;
