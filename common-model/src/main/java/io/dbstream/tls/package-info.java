/** Encrypted connections, with certificates and keys from PEM files: the same for databases and for the hub. */
@NullMarked
package io.dbstream.tls;

import org.jspecify.annotations.NullMarked;
