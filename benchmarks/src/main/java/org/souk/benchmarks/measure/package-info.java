/** Sends requests at a given or the highest rate and records latencies. Also collects failures and repeated measurements. */
@NullMarked
package org.souk.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
