/** The {@code order:} commands, one class each. They show, cancel and refund orders, and advance order counters. */
@NullMarked
package org.souk.shell.internal.order;

import org.jspecify.annotations.NullMarked;
