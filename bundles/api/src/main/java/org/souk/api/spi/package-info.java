/**
 * Services that a catalog's own Java code may provide. The container calls such a service for its own catalog only, on threads of that catalog and
 * for several shoppers at once; it must not block, unless its documentation permits it.
 */
@NullMarked
@Version("1.0.0")
package org.souk.api.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
