/** Measures the packed distribution. {@code Main} starts a program by name and exits with its verdict. */
@NullMarked
package org.souk.benchmarks;

import org.jspecify.annotations.NullMarked;
