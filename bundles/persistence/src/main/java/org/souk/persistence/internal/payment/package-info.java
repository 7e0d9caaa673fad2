/** Payment attempts, each of which may become an order. Every step of an attempt runs under the lock of its row. */
@NullMarked
package org.souk.persistence.internal.payment;

import org.jspecify.annotations.NullMarked;
