/** Messages of orders as rows, each until all were told. */
@NullMarked
package org.souk.persistence.internal.outbox;

import org.jspecify.annotations.NullMarked;
