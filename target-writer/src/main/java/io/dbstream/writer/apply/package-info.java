/** Writing into a target: one way per family of databases. */
@NullMarked
package io.dbstream.writer.apply;

import org.jspecify.annotations.NullMarked;
