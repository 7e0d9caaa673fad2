/** Deletes rows that are no longer needed. Containers take turns by a lease, so that one of them does this for all. */
@NullMarked
package org.souk.persistence.internal.housekeeping;

import org.jspecify.annotations.NullMarked;
