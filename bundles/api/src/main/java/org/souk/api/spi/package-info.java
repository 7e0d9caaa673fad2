/**
 * What a catalog's own Java may provide. Such a service is used for its own catalog only and on threads of that catalog, for several
 * shoppers at once; it must not block, unless its own text says that it may.
 */
@NullMarked
@Version("1.0.0")
package org.souk.api.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
