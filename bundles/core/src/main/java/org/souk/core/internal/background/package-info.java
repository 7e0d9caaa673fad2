/**
 * Periodic tasks that run in the background, outside of requests. They share a thread pool, and run again after the database was
 * unavailable.
 */
@NullMarked
package org.souk.core.internal.background;

import org.jspecify.annotations.NullMarked;
