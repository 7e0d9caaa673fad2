/** Stock as rows. */
@NullMarked
package org.souk.persistence.internal.stock;

import org.jspecify.annotations.NullMarked;
