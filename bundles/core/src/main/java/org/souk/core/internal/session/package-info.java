/** Transfers sessions from one host of a shop to another. Cookies cannot do this, as they are bound to their host. */
@NullMarked
package org.souk.core.internal.session;

import org.jspecify.annotations.NullMarked;
