/** Carts and sessions as rows. */
@NullMarked
package org.souk.persistence.internal.cart;

import org.jspecify.annotations.NullMarked;
