/** Shopping carts and the commands that change them. A command is a pure decision that the store executes while the cart is locked. */
@NullMarked
package org.souk.core.internal.cart;

import org.jspecify.annotations.NullMarked;
