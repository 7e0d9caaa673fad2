/** Sessions, carts and idempotency keys. These are hot rows, so they are read and written by SQL under the lock of the session. */
@NullMarked
package org.souk.persistence.internal.cart;

import org.jspecify.annotations.NullMarked;
