/** MySQL and MariaDB as targets. */
@NullMarked
package io.dbstream.writer.apply.mysql;

import org.jspecify.annotations.NullMarked;
