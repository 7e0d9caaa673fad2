/**
 * Builds a version of a catalog: reads its files, checks it, and prepares it to be served. A drop, {@code catalog:check}, a rollback
 * and a restart share these stages.
 */
@NullMarked
package org.souk.deployer.internal.build;

import org.jspecify.annotations.NullMarked;
