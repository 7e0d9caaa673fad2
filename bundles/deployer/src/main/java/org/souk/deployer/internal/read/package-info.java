/**
 * Reads the files of a catalog into values; {@code CatalogReader} is the entry point. Nothing here knows about bundles, deploy folders or
 * live catalogs.
 */
@NullMarked
package org.souk.deployer.internal.read;

import org.jspecify.annotations.NullMarked;
