/** Calls a catalog's own Java code. It runs on threads of that catalog alone, with a deadline, and is skipped while it keeps failing. */
@NullMarked
package org.souk.core.internal.guard;

import org.jspecify.annotations.NullMarked;
