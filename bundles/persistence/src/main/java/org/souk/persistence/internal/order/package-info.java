/**
 * Places, cancels and refunds orders, each in one transaction with a fixed order of locks. Keeps messages about orders until consumers have
 * received them (outbox).
 */
@NullMarked
package org.souk.persistence.internal.order;

import org.jspecify.annotations.NullMarked;
