/** How the api-server is put together: its settings, beans, health and metrics. */
@NullMarked
package io.dbstream.api.config;

import org.jspecify.annotations.NullMarked;
