/** Customers and their sessions as rows. */
@NullMarked
package org.souk.persistence.internal.customer;

import org.jspecify.annotations.NullMarked;
