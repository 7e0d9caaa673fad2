/** Orders: placed exactly once from a cart, numbered without gaps per catalog. */
@NullMarked
@Version("1.0.0")
package org.souk.api.order;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
