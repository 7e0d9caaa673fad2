/** Sessions with their carts, idempotency keys and hand-over codes. These are hot rows: SQL reads and writes them, carts under a lock. */
@NullMarked
package org.souk.persistence.internal.cart;

import org.jspecify.annotations.NullMarked;
