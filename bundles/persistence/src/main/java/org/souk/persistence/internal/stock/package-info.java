/**
 * Stock levels and the figures from catalogs that change them. Transactions always lock rows in the order of their SKUs, so that they do
 * not deadlock.
 */
@NullMarked
package org.souk.persistence.internal.stock;

import org.jspecify.annotations.NullMarked;
