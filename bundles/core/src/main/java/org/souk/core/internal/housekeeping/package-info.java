/** Removes expired data from the shared database. One of the containers that share it does this for all. */
@NullMarked
package org.souk.core.internal.housekeeping;

import org.jspecify.annotations.NullMarked;
