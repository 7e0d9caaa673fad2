/** Removes expired data from the shared database. The container that holds the lease does this for all. */
@NullMarked
package org.souk.core.internal.housekeeping;

import org.jspecify.annotations.NullMarked;
