/**
 * The only way to the database: few threads, a deadline for each call, and retries after conflicts. A circuit breaker refuses calls while
 * the database is unavailable.
 */
@NullMarked
package org.souk.persistence.internal.transaction;

import org.jspecify.annotations.NullMarked;
