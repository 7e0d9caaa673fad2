/** Customers: who may come in, and what becomes of the cart. */
@NullMarked
package org.souk.core.internal.customer;

import org.jspecify.annotations.NullMarked;
