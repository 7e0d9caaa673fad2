/**
 * The business rules of selling: prices, carts, orders, payments, customers. This bundle decides; it stores data only through the interfaces of the
 * API.
 */
@NullMarked
package org.souk.core.internal;

import org.jspecify.annotations.NullMarked;
