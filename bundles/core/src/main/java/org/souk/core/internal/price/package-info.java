/**
 * Prices: price rules, coupons, shipping, tax, totals. Except for price rules, which are a catalog's own code, all calculations depend on
 * their arguments only.
 */
@NullMarked
package org.souk.core.internal.price;

import org.jspecify.annotations.NullMarked;
