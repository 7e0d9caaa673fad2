/** Customers and their sessions. Sign-in merges two carts in one transaction, so it runs SQL with a fixed order of locks. */
@NullMarked
package org.souk.persistence.internal.customer;

import org.jspecify.annotations.NullMarked;
