/** Stock levels by catalog and SKU. The shared database holds the levels; a catalog only provides initial quantities. */
@NullMarked
@Version("1.0.0")
package org.souk.api.stock;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
