/** Why a stream stopped or is waiting: one exception, and a kind that says what follows from it. */
@NullMarked
package io.dbstream.error;

import org.jspecify.annotations.NullMarked;
