/**
 * Deletes rows that are no longer needed. One container does this for all: the one that holds a lease, which expires if the container
 * stops.
 */
@NullMarked
package org.souk.persistence.internal.housekeeping;

import org.jspecify.annotations.NullMarked;
