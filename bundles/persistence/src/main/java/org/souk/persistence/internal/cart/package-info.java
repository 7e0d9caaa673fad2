/**
 * Sessions with their carts, idempotency keys and hand-over codes. Every request to a cart uses these rows, so they are read and written by
 * SQL without OpenJPA; changes of a cart run under a lock.
 */
@NullMarked
package org.souk.persistence.internal.cart;

import org.jspecify.annotations.NullMarked;
