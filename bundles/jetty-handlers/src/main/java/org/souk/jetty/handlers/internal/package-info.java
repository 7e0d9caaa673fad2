/** Jetty handlers for the time before the web edge is registered and for shutdown. They run inside Jetty, before any context. */
@NullMarked
package org.souk.jetty.handlers.internal;

import org.jspecify.annotations.NullMarked;
