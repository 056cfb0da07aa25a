/** Writing into a target: what databases have in common, and one package below for each family of them. */
@NullMarked
package io.dbstream.writer.apply;

import org.jspecify.annotations.NullMarked;
