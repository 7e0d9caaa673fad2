/**
 * The rows that make up an order: the order with its lines, its number, the uses of its coupon and its message in the outbox. The stores of
 * orders, payments and the outbox share these classes, and decide when rows are written.
 */
@NullMarked
package org.souk.persistence.internal.order.rows;

import org.jspecify.annotations.NullMarked;
