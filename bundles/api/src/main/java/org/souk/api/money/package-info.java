/** Amounts of money in minor units of a currency. Everything that has a price is told with these values; nothing here ever rounds by a double. */
@NullMarked
@Version("1.0.0")
package org.souk.api.money;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
