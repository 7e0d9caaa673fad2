/** A shop as immutable values, and its life: what is live, what was refused and why. Catalogs are read by the deployer; everybody else looks them up here. */
@NullMarked
@Version("1.0.0")
package org.souk.api.catalog;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
