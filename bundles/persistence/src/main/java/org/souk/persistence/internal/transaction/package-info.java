/**
 * All calls to the database pass through here: on few threads, each with a deadline and with retries after conflicts. A circuit breaker
 * refuses calls while the database is unavailable.
 */
@NullMarked
package org.souk.persistence.internal.transaction;

import org.jspecify.annotations.NullMarked;
