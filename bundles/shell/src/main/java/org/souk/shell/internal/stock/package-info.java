/** Commands on stock. */
@NullMarked
package org.souk.shell.internal.stock;

import org.jspecify.annotations.NullMarked;
