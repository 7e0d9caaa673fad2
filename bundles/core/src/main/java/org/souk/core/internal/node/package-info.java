/** This container, and what it tells the others. */
@NullMarked
package org.souk.core.internal.node;

import org.jspecify.annotations.NullMarked;
