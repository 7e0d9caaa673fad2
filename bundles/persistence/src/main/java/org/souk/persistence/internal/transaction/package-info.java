/** The one way to the database: few threads, a deadline for each call, a breaker that heals by itself. */
@NullMarked
package org.souk.persistence.internal.transaction;

import org.jspecify.annotations.NullMarked;
