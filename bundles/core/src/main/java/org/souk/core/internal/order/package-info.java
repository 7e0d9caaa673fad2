/** Placing orders: what was handed in is checked, the cart is priced once more, and the store is told what to do. */
@NullMarked
package org.souk.core.internal.order;

import org.jspecify.annotations.NullMarked;
