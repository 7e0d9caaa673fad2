/** The {@code payment:} commands. They show payments through gateways. */
@NullMarked
package org.souk.shell.internal.payment;

import org.jspecify.annotations.NullMarked;
