/** Transfers sessions from one host of a shop to another. Cookies cannot do this, because browsers send a cookie to its own host only. */
@NullMarked
package org.souk.core.internal.session;

import org.jspecify.annotations.NullMarked;
