/** A small HTTP client on plain sockets. It costs less CPU than a library, because load and server share one machine. */
@NullMarked
package org.souk.benchmarks.http;

import org.jspecify.annotations.NullMarked;
