/**
 * Catalogs: each is one shop, read from its merchant's files into immutable values. The deployer reads and publishes catalogs; all other
 * bundles look up here which are live, and operators which were refused and why.
 */
@NullMarked
@Version("1.0.0")
package org.souk.api.catalog;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
