/**
 * Catalogs, each of them one shop, as immutable values; and what is live, what was refused and why. The deployer reads and publishes
 * catalogs; all other bundles look them up here.
 */
@NullMarked
@Version("1.0.0")
package org.souk.api.catalog;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
