/** Attempts to pay as rows, each moved on under its lock. */
@NullMarked
package org.souk.persistence.internal.payment;

import org.jspecify.annotations.NullMarked;
