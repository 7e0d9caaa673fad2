/** Places, cancels and refunds orders, each in one transaction with a fixed order of locks. Keeps their messages for consumers. */
@NullMarked
package org.souk.persistence.internal.order;

import org.jspecify.annotations.NullMarked;
