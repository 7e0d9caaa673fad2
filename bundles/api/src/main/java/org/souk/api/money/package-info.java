/** Amounts of money in minor units of a currency. All prices use these values; no calculation uses floating point. */
@NullMarked
@Version("1.0.0")
package org.souk.api.money;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
