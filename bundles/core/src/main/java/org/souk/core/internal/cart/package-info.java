/**
 * Shopping carts and the commands that change them. Prices are computed first; then the store calls the rules and writes their result while
 * the cart is locked.
 */
@NullMarked
package org.souk.core.internal.cart;

import org.jspecify.annotations.NullMarked;
