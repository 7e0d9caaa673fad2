/** How many pieces there are of a SKU in a catalog. The figures live in the shared database; a catalog only brings seeds. */
@NullMarked
@Version("1.0.0")
package org.souk.api.stock;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
