/** Containers run from the packed distribution, and those who talk to them. Tests and benchmarks share this. */
@NullMarked
package org.souk.itests;

import org.jspecify.annotations.NullMarked;
