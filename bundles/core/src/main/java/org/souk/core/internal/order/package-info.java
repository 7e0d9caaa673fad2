/**
 * Checkout, payments and order events. A checkout validates the request, prices the cart, and has the store place the order or start a
 * payment.
 */
@NullMarked
package org.souk.core.internal.order;

import org.jspecify.annotations.NullMarked;
