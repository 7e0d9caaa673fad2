/** Periodic tasks that run in the background, outside of requests. They share a few threads and retry when the database is unavailable. */
@NullMarked
package org.souk.core.internal.background;

import org.jspecify.annotations.NullMarked;
