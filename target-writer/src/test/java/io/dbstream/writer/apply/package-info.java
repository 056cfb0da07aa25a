/** Source tables for the tests of every family of targets. */
@NullMarked
package io.dbstream.writer.apply;

import org.jspecify.annotations.NullMarked;
