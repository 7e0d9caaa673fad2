/** Threads of the deployer. Work on one catalog runs in order, different catalogs run in parallel. */
@NullMarked
package org.souk.deployer.internal.concurrent;

import org.jspecify.annotations.NullMarked;
