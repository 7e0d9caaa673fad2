/** What one container clears away for all. */
@NullMarked
package org.souk.core.internal.housekeeping;

import org.jspecify.annotations.NullMarked;
