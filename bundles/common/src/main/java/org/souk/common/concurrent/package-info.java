/** Calls that may hang, on a bounded number of threads. The build (bnd) copies this package into each bundle that uses it. */
@NullMarked
package org.souk.common.concurrent;

import org.jspecify.annotations.NullMarked;
