/**
 * The SPI (service provider interface): services that a catalog's own Java code may provide. The container calls a service for its own
 * catalog only, on threads of that catalog and for several shoppers at once. A service must not block, unless its interface permits it.
 */
@NullMarked
@Version("1.0.0")
package org.souk.api.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
