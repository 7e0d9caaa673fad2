/** Customer accounts: registration, sign-in, passwords, and merging carts. The operator decides which shops share accounts. */
@NullMarked
package org.souk.core.internal.customer;

import org.jspecify.annotations.NullMarked;
