/** Containers and what they share. */
@NullMarked
package org.souk.persistence.internal.node;

import org.jspecify.annotations.NullMarked;
