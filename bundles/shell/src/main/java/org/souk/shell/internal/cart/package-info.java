/** The {@code cart:} and {@code session:} commands. They show what shoppers have stored, and remove expired sessions. */
@NullMarked
package org.souk.shell.internal.cart;

import org.jspecify.annotations.NullMarked;
