/** Stock levels and the figures from catalogs that change them. Rows are always locked in the order of their SKUs. */
@NullMarked
package org.souk.persistence.internal.stock;

import org.jspecify.annotations.NullMarked;
