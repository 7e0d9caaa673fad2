package org.souk.benchmarks.program;

import org.souk.benchmarks.console.Options;
import org.souk.benchmarks.console.Verdict;

/** One benchmark that {@code benchmarks/run} starts by name. */
public interface Program {
    /** Measures, prints the figures, and compares them with their bounds. */
    Verdict run(Options options) throws Exception;
}
