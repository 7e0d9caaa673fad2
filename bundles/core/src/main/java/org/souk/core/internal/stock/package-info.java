/** Stock in memory, fed from the shared database. */
@NullMarked
package org.souk.core.internal.stock;

import org.jspecify.annotations.NullMarked;
