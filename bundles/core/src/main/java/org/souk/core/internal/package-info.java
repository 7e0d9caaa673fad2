/**
 * The business rules of selling: prices, carts, orders, payments, customers. This bundle decides what happens; it stores data only through
 * the interfaces of {@link org.souk.api.store}.
 */
@NullMarked
package org.souk.core.internal;

import org.jspecify.annotations.NullMarked;
