@NullMarked
package io.dbstream.reader;

import org.jspecify.annotations.NullMarked;
