/**
 * Amounts of money in minor units of a currency, such as cents. All prices use these values, so that no calculation uses floating point.
 */
@NullMarked
@Version("1.0.0")
package org.souk.api.money;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
