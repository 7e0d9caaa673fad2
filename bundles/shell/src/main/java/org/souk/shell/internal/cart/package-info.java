/** Commands on carts and sessions. */
@NullMarked
package org.souk.shell.internal.cart;

import org.jspecify.annotations.NullMarked;
