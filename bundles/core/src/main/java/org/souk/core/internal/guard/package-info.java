/**
 * Calls a catalog's own Java code. The code runs on threads of its catalog alone and with a deadline, and is not called while it keeps
 * failing.
 */
@NullMarked
package org.souk.core.internal.guard;

import org.jspecify.annotations.NullMarked;
