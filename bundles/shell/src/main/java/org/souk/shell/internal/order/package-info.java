/** Commands on orders. */
@NullMarked
package org.souk.shell.internal.order;

import org.jspecify.annotations.NullMarked;
