/** What things cost: price rules, delivery, tax, totals. */
@NullMarked
package org.souk.core.internal.price;

import org.jspecify.annotations.NullMarked;
