/** How bundles travel: CBOR (RFC 8949), described in {@code docs/reference/wire-format.md}. */
@NullMarked
package io.dbstream.change.codec;

import org.jspecify.annotations.NullMarked;
