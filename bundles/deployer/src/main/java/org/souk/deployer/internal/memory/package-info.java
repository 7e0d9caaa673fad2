/**
 * Limits the heap that the products of all catalogs take together. {@link org.souk.deployer.internal.memory.MemoryBudget} counts live
 * versions and those that are being read.
 */
@NullMarked
package org.souk.deployer.internal.memory;

import org.jspecify.annotations.NullMarked;
