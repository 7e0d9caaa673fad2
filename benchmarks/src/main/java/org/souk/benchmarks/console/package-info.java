/** What a program reads from its command line and prints to the console. Figures are Markdown tables; a verdict compares them with their bounds. */
@NullMarked
package org.souk.benchmarks.console;

import org.jspecify.annotations.NullMarked;
