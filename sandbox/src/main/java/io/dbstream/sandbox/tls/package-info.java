/** Certificates for servers of the sandbox and their clients, made without openssl. */
@NullMarked
package io.dbstream.sandbox.tls;

import org.jspecify.annotations.NullMarked;
