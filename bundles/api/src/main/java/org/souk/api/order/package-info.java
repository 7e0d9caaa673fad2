/** Orders: placed exactly once from a cart, and numbered without gaps for each catalog. */
@NullMarked
@Version("1.0.0")
package org.souk.api.order;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
