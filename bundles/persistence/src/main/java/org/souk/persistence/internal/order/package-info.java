/** Places orders, cancels them and gives money back. Each of these is one transaction with a fixed order of locks. */
@NullMarked
package org.souk.persistence.internal.order;

import org.jspecify.annotations.NullMarked;
