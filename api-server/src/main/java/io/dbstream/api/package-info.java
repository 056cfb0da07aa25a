/** What is wanted, and how it goes: streams are made, watched, paused and stopped here, by writing to the hub's directories. */
@NullMarked
package io.dbstream.api;

import org.jspecify.annotations.NullMarked;
