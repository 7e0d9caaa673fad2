/** Commands about payments. */
@NullMarked
package org.souk.shell.internal.payment;

import org.jspecify.annotations.NullMarked;
