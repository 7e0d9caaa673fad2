/** Carts and their commands. The commands are pure decisions that the store calls under the cart's lock. */
@NullMarked
package org.souk.core.internal.cart;

import org.jspecify.annotations.NullMarked;
