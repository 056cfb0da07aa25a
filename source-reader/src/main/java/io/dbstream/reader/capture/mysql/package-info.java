/** Reading the binary log of MySQL and MariaDB: the connection, its events, and the rows in them. */
@NullMarked
package io.dbstream.reader.capture.mysql;

import org.jspecify.annotations.NullMarked;
