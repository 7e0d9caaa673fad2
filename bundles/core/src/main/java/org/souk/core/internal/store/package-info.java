/** The ports to the shared database, as they come and go. */
@NullMarked
package org.souk.core.internal.store;

import org.jspecify.annotations.NullMarked;
