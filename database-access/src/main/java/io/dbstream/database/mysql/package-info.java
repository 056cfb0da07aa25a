/** Connections to MySQL and MariaDB, for whoever reads from them or writes to them. */
@NullMarked
package io.dbstream.database.mysql;

import org.jspecify.annotations.NullMarked;
