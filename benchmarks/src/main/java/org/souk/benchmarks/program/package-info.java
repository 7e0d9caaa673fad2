/** The programs, one for each promise. Each prints its figures and says whether the promise is kept. */
@NullMarked
package org.souk.benchmarks.program;

import org.jspecify.annotations.NullMarked;
