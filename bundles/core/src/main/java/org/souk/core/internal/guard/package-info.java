/** Through which a catalog's own Java is called: on threads of that catalog alone, for a bounded time, and not while it fails. */
@NullMarked
package org.souk.core.internal.guard;

import org.jspecify.annotations.NullMarked;
