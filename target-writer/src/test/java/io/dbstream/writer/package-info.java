@NullMarked
package io.dbstream.writer;

import org.jspecify.annotations.NullMarked;
