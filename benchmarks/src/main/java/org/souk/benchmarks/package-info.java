/** Programs that measure the packed distribution and say whether it keeps what was promised. */
@NullMarked
package org.souk.benchmarks;

import org.jspecify.annotations.NullMarked;
