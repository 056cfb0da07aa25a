/** The REST API under {@code /api/v1}: requests, the shapes of the answers, and errors. */
@NullMarked
package io.dbstream.api.rest;

import org.jspecify.annotations.NullMarked;
