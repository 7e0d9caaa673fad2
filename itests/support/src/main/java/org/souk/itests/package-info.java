/**
 * Runs containers from the packed distribution, and talks to them as shoppers, browsers and operators do. Tests and benchmarks share these
 * classes.
 */
@NullMarked
package org.souk.itests;

import org.jspecify.annotations.NullMarked;
