/** Generates the shops that programs deploy. Every page and file names its version, so that a wrong one is noticed. */
@NullMarked
package org.souk.benchmarks.shop;

import org.jspecify.annotations.NullMarked;
