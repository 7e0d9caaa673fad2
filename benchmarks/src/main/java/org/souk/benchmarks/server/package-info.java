/** Starts what is measured: containers, a bare Jetty, and a plain JDBC shop to compare with. Also reads memory, threads and files of a container. */
@NullMarked
package org.souk.benchmarks.server;

import org.jspecify.annotations.NullMarked;
