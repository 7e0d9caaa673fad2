/** The {@code stock:} commands, one class each. They show and change stock levels. */
@NullMarked
package org.souk.shell.internal.stock;

import org.jspecify.annotations.NullMarked;
